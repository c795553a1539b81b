"""What is served over HTTP. Until the staff has its pages here: the public notice."""
