"""Models of time left, named baselines first: each learns from whole campaigns and gives a curve for a situation."""
