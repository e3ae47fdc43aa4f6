package io.pitrguard.cli;

import io.pitrguard.bootstrap.SystemTime;
import io.pitrguard.bootstrap.policy.PolicyInWords;
import io.pitrguard.domain.policy.Policy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard policy}: checks and explains a policy file. */
@Command(name = "policy", mixinStandardHelpOptions = true, description = "Checks and explains a policy file.")
final class PolicyCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: check or explain.");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says whether a policy is valid, and what it means.")
    int check(@Parameters(paramLabel = "FILE", description = "the policy") Path file) {
        Policy policy = PolicyOption.read(file);
        PrintWriter out = spec.commandLine().getOut();
        out.println(file + " is valid.");
        out.println();
        PolicyInWords.describe(policy, new SystemTime().instant()).forEach(out::println);
        out.flush();
        return ExitCode.OK;
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description = "Says which rule applies to a table, and why; the table need not exist.")
    int explain(
            @Parameters(paramLabel = "FILE", description = "the policy") Path file,
            @Option(names = "--table", required = true, paramLabel = "NAME", description = "the table's name")
                    String table,
            @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "a tag of the table; may be repeated")
                    @Nullable
                    Map<String, String> tags,
            @Option(
                            names = "--account",
                            paramLabel = "ID",
                            defaultValue = "000000000000",
                            description = "the table's account; default: one that no rule names")
                    String account,
            @Option(
                            names = "--region",
                            paramLabel = "REGION",
                            defaultValue = "unknown-region",
                            description = "the table's region; default: one that no rule names")
                    String region) {
        if (!account.matches("\\d{12}")) {
            throw new ParameterException(spec.commandLine(), "--account must be 12 digits, not '" + account + "'");
        }
        Policy policy = PolicyOption.read(file);
        List<String> lines = new PolicyExplanation(policy, new SystemTime().instant())
                .lines(table, tags == null ? Map.of() : tags, account, region);
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
        return ExitCode.OK;
    }
}
