//! The program: hands its arguments to the command line and exits with its code.

fn main() -> std::process::ExitCode {
    whosaid::cli::run(std::env::args_os())
}
