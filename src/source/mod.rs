//! Where articles come from: bytes in, decoded text out, or a clear error.
