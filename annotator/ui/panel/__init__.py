"""The annotation panel: the labels, the outline of the marks, and the details of the chosen one."""
