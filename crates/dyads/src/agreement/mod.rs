//! Agreement between people who answered about the same thing, and reliability of their means and of scales.
