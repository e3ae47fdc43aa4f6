package io.pitrguard.cli;

import io.pitrguard.config.Prices;
import io.pitrguard.config.policy.PolicyDescription;
import io.pitrguard.config.policy.PolicyWarnings;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard policy check}: validates and describes a policy file. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Validates a policy file and describes its rules in plain English.")
final class PolicyCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Policy file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private Path file;

    @Override
    public Integer call() {
        Policy policy = PolicyOption.read(file);
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.line(file + " is valid."));
        PolicyWarnings.of(policy, Prices.shipped().usdPerGbMonth().keySet())
                .forEach(warning -> out.println(Printable.line("Warning: " + warning)));
        out.println();
        PolicyDescription.describe(policy, new SystemTime().instant())
                .forEach(line -> out.println(Printable.line(line)));
        out.flush();
        return ExitCode.OK;
    }
}
