package io.pitrguard.cli;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.SweepView;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that counts tables instead of listing them. */
final class GroupOption {
    @Option(
            names = "--group-by",
            paramLabel = "WHAT",
            description =
                    "Count the tables by rule, account or owner instead of listing them. An account's owner is that of the"
                            + " policy's owners; in status --organization, that of the latest plan.")
    private @Nullable GroupBy groupBy;

    /** Whether the option is given. */
    boolean asked() {
        return groupBy != null;
    }

    /** Returns what to count by. */
    GroupBy by() {
        return Objects.requireNonNull(groupBy);
    }

    /**
     * Checks that the format can hold groups.
     *
     * @throws ParameterException if it cannot
     */
    void check(CommandSpec spec, OutputFormat format) {
        if (asked() && format.list().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--group-by cannot be used with --output " + format + ", which is about tables");
        }
    }

    /** Returns the tables of a sweep in groups. */
    GroupedView of(SweepView sweep, Policy policy) {
        return GroupedView.ofSweep(by(), sweep.tables(), table -> switch (by()) {
            case rule -> table.rule();
            case account -> table.account();
            case owner -> policy.owner(table.account()).orElse(null);
        });
    }

    /** Returns the tables of an organization in groups. */
    GroupedView of(OrganizationView sweep, Policy policy) {
        Map<String, String> names = sweep.sweeps().stream()
                .map(OrganizationView.AccountSweepView::account)
                .collect(Collectors.toMap(
                        OrganizationView.AccountView::id,
                        account -> (account.id() + " " + account.name()).strip(),
                        (a, _) -> a));
        return GroupedView.ofSweep(by(), sweep.tables(), table -> switch (by()) {
            case rule -> table.rule();
            case account -> names.getOrDefault(table.account(), table.account());
            case owner -> policy.owner(table.account()).orElse(null);
        });
    }

    /** Returns groups in a format; as text, the summary of the whole result follows. */
    static String write(GroupedView view, ListFormat format, Listing listing, Supplier<String> summary) {
        return format.write(
                view,
                view.groups(),
                () -> GroupedOutput.text(view, listing.screen(), listing.quiet())
                        + (listing.quiet() ? "" : System.lineSeparator())
                        + summary.get(),
                () -> GroupedOutput.csv(view));
    }
}
