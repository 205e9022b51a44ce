"""The network on a day: whose ties are shown, where everybody stands in the drawing, and how each tie stands for each viewpoint."""
