"""What an annotation is: plain values and pure functions, without Qt and without SQL."""
