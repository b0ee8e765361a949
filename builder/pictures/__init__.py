"""The bytes of pictures: what their header says, what a camera wrote into them, what is made of them."""
