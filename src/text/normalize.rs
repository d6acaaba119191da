//! Makes any decoded text safe and uniform before anything else sees it.
