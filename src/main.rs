//! Parses the arguments, runs, and turns an error into an exit code.

fn main() -> std::process::ExitCode {
    parallax::cli::main()
}
