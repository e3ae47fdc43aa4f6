package io.pitrguard.cli;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard policy explain}: says which rule applies to a table, and why. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says which rule applies to a table, and why; the table need not exist.")
final class PolicyExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the policy")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private Path file;

    @Option(names = "--table", required = true, paramLabel = "NAME", description = "the table's name")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String table;

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "a tag of the table; may be repeated")
    private List<String> tags = List.of();

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "the table's account; default: one that no rule names")
    private @Nullable String account;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "the table's region; default: one that no rule names")
    private @Nullable String region;

    @Override
    public Integer call() {
        TableInQuestion asked = TableInQuestion.of(spec, table, tags, account, region);
        Policy policy = PolicyOption.read(file);
        PrintWriter out = spec.commandLine().getOut();
        new PolicyExplanation(policy, asked, new SystemTime().instant()).lines().forEach(out::println);
        out.flush();
        return ExitCode.OK;
    }
}
