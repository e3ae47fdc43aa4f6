package io.pitrguard.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard policy}: checks and explains a policy file. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Checks and explains a policy file.",
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard policy check policy.yaml",
        subcommands = {PolicyCheckCommand.class, PolicyExplainCommand.class})
final class PolicyCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Specify a command: check or explain.");
    }
}
