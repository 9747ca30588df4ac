//! What the framework file promises to the rest of Troth.

#[cfg(test)]
mod broken;
#[cfg(test)]
mod built_in;
