package io.pitrguard.cli;

import io.pitrguard.config.SettingsException;
import io.pitrguard.config.Version;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.functions.InvocationFailedException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code pitr-guard}: the entry point of the command line. */
@Command(
        name = "pitr-guard",
        mixinStandardHelpOptions = true,
        version = "pitr-guard " + Version.CURRENT,
        description = "Keeps every DynamoDB table restorable and can prove it.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0   all tables compliant, exempt or not applicable; or the command succeeded",
            "  1   could not run: invalid policy, no credentials, no table found",
            "  2   at least one table non-compliant; a setting differs, a restore waits, or a backup is due",
            "  3   none non-compliant, at least one undetermined",
            "  64  wrong usage",
            "  130 interrupted with Ctrl-C"
        })
public final class Main implements Runnable {
    /** What picocli lays out for at least. */
    private static final int MIN_HELP_WIDTH = 55;

    private static final int HELP_WIDTH = 100;

    private static final String WHOLE_NUMBER = "a whole number, or is too large";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        // A report that could not be written must not count as one.
        if (out.checkError() && code != ExitCode.USAGE) {
            err.println("pitr-guard: could not write to standard output.");
            code = ExitCode.FAILED;
        }
        err.flush();
        // A plain return would wait for the keep-alive threads of the last connections.
        System.exit(code);
    }

    /** Runs a command with these outputs and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return commandLine(Terminal.screen(), Commands.mentionedIn(args))
                .setOut(new PrintableWriter(out, () -> Terminal.colour(CommandEnvironment.variables())))
                .setErr(new PrintableWriter(err, () -> false))
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, line.getErr()))
                .setParameterExceptionHandler((misuse, _) -> new WrongUsage(misuse).report())
                .execute(args);
    }

    /** Returns the commands and their options, with help for this screen. */
    static CommandLine commandLine(Screen screen) {
        return commandLine(screen, Commands.ALL);
    }

    private static CommandLine commandLine(Screen screen, Commands commands) {
        return commands.under(new CommandLine(new Main()))
                .registerConverter(int.class, text -> number(text, WHOLE_NUMBER, Integer::valueOf))
                .registerConverter(long.class, text -> number(text, WHOLE_NUMBER, Long::valueOf))
                .registerConverter(Long.class, text -> number(text, WHOLE_NUMBER, Long::valueOf))
                .registerConverter(LocalDate.class, Main::date)
                .registerConverter(LocalFunction.class, LocalFunction::of)
                .registerConverter(double.class, text -> number(text, "a number", Double::valueOf))
                .setColorScheme(inBold(screen.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(Math.clamp(screen.width(), MIN_HELP_WIDTH, HELP_WIDTH));
    }

    /** Returns help without colours: picocli's own yellow cannot be read on white. */
    private static CommandLine.Help.ColorScheme inBold(CommandLine.Help.Ansi ansi) {
        return new CommandLine.Help.ColorScheme.Builder(ansi)
                .commands(CommandLine.Help.Ansi.Style.bold)
                .options(CommandLine.Help.Ansi.Style.bold)
                .build();
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is not a date such as 2027-03-31");
        }
    }

    private static <T> T number(String text, String expected, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not " + expected);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Specify a command: demo, sweep, status, history, acknowledge, restore, approve, runbook, settings, redrive, doctor, policy, invoke, sandbox or completion.");
    }

    private static int failed(Exception failure, PrintWriter err) {
        String message = switch (failure) {
            case CommandFailure known -> known.getMessage();
            case SettingsException known -> known.getMessage();
            case InvocationFailedException known -> Printable.line(String.valueOf(known.getMessage()));
            default -> Printable.line(unexpected(failure));
        };
        err.println("pitr-guard: " + message);
        return ExitCode.FAILED;
    }

    private static String unexpected(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof URISyntaxException uri) {
                return "the endpoint '" + uri.getInput()
                        + "' (AWS_ENDPOINT_URL or endpoint_url) is not a URL. Use http://host:port.";
            }
        }
        return "unexpected failure; please report it: " + failure + " at "
                + (failure.getStackTrace().length == 0 ? "?" : failure.getStackTrace()[0]);
    }
}
