package io.pitrguard.cli;

import io.pitrguard.config.Prices;
import io.pitrguard.config.policy.PolicyDescription;
import io.pitrguard.config.policy.PolicyWarnings;
import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.UnitPattern;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.wiring.ConfiguredRegion;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard policy explain}: explains which rule applies to a table. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Explains which rule applies to a table and why. The table need not exist.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard policy explain policy.yaml --table orders --tag tier=critical",
            "  ./pitr-guard policy explain policy.yaml --table scratch-1 --at 2027-04-01",
            "  ./pitr-guard policy explain policy.yaml --table orders --ou Workloads/Production"
        })
final class PolicyExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Policy file, or - for standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private Path file;

    @Option(names = "--table", required = true, paramLabel = "NAME", description = "Table name.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String table;

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "Tag of the table. Repeat the option for more tags.")
    private List<String> tags = List.of();

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "AWS account of the table, 12 digits. Without it, what depends on the account is left open.")
    private @Nullable String account;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description =
                    "AWS region of the table. Default: the configured one; without any, what depends on the region is left open.")
    private @Nullable String region;

    @Option(
            names = "--ou",
            paramLabel = "PATH",
            description =
                    "Organizational units of the table's account, from the root down, such as Workloads/Production, or"
                            + " an id. What depends on others, or on the path of an id, is left open.")
    private @Nullable String units;

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description =
                    "Day to explain, in UTC, such as 2027-03-31: exemptions may have ended by then. Default: today.")
    private @Nullable LocalDate at;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Override
    public Integer call() {
        checkUnits();
        HypotheticalTable described = HypotheticalTable.of(spec, table, tags, account, region);
        Optional<String> configured =
                region == null ? ConfiguredRegion.known(CommandEnvironment.variables()) : Optional.empty();
        configured.flatMap(RegionName::problem).ifPresent(problem -> {
            throw new CommandFailure(problem);
        });
        HypotheticalTable asked = configured.map(described::in).orElse(described);
        Policy policy = PolicyOption.read(file);
        PolicyExplanation explanation = new PolicyExplanation(policy, asked, units(), moment());
        output.write(
                spec.commandLine().getOut(), explanation.view(), () -> text(policy, asked, configured, explanation));
        return ExitCode.OK;
    }

    private Instant moment() {
        return at == null
                ? new SystemTime().instant()
                : at.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private void text(
            Policy policy, HypotheticalTable asked, Optional<String> configured, PolicyExplanation explanation) {
        PrintWriter out = spec.commandLine().getOut();
        if (asked.knowsRegion()) {
            PolicyWarnings.ofRegion(
                            asked.table().where().region(),
                            Prices.shipped().usdPerGbMonth().keySet())
                    .ifPresent(warning -> out.println("Warning: " + warning));
        }
        if (view.quiet()) {
            return;
        }
        configured.ifPresent(name -> out.println("In " + name + ", the configured region:"));
        if (at != null) {
            out.println("On " + at + ":");
        }
        explanation.lines(view.screen()).forEach(out::println);
        Optional.ofNullable(account)
                .flatMap(policy::owner)
                .ifPresent(owner -> out.println("Digests about account " + account + " go to " + owner + "."));
        PolicyDescription.restores(policy)
                .ifPresent(restores -> Wrap.lines(
                                Printable.line(restores), view.screen().width())
                        .forEach(out::println));
    }

    /** A pattern is not where an account is. */
    private void checkUnits() {
        String chain = units;
        if (chain == null) {
            return;
        }
        String remedy = Stream.of(chain.split("/"))
                .flatMap(part -> UnitPattern.problem(part).stream())
                .map(problem -> " " + problem.what() + ". " + problem.remedy())
                .findFirst()
                .or(() -> chain.matches(".*[*?].*")
                        ? Optional.of(" is a pattern. Write where the account is: names or ids, without wildcards.")
                        : Optional.empty())
                .orElse("");
        if (!remedy.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--ou '" + chain + "'" + remedy);
        }
    }

    /** Returns the units of the path; a part may be the id of a unit instead of its name. */
    private Optional<List<OrganizationalUnit>> units() {
        return Optional.ofNullable(units)
                .map(path -> Stream.of(path.split("/"))
                        .filter(part -> !part.isBlank())
                        .map(part -> new OrganizationalUnit(part, part))
                        .toList());
    }
}
