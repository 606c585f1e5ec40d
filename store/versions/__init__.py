"""What was handed in and how each version of it stands: uploads, submissions, publications, meetings."""
