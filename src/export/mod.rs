//! One writer for each format; none of them knows how the analysis was made.
