package io.pitrguard.cli;

import io.pitrguard.config.policy.PolicyDescription;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.report.Json;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard policy check}: validates and describes a policy file. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Validates a policy file and describes its rules in plain English.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./pitr-guard policy check policy.yaml", "  ./pitr-guard policy check --output json - < policy.yaml"
        })
final class PolicyCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Policy file, or - for standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private Path file;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Output format: text or json, also for errors. Default: ${DEFAULT-VALUE}.")
    private ViewFormat output = ViewFormat.text;

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Override
    public Integer call() {
        return switch (output) {
            case text -> describe(PolicyOption.read(file));
            case json -> json(PolicyCheckView.of(PolicyOption.name(file), PolicyOption.reading(file), now()));
        };
    }

    private int describe(Policy policy) {
        PrintWriter out = spec.commandLine().getOut();
        if (!view.quiet()) {
            print(out, PolicyOption.name(file) + " is valid.");
        }
        PolicyCheckView.warnings(policy).forEach(warning -> print(out, "Warning: " + warning));
        if (!view.quiet()) {
            out.println();
            PolicyDescription.describe(policy, now()).forEach(paragraph -> print(out, paragraph));
        }
        out.flush();
        return ExitCode.OK;
    }

    private void print(PrintWriter out, String paragraph) {
        Wrap.lines(Printable.line(paragraph), view.screen().width()).forEach(out::println);
    }

    private int json(PolicyCheckView checked) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Json.writePretty(checked));
        out.flush();
        return checked.valid() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static Instant now() {
        return new SystemTime().instant();
    }
}
