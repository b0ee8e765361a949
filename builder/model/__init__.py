"""What the world is: councils, sessions, figures; opens no file, builds no page."""
