package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.report.OrganizationStatusView;
import io.pitrguard.report.StatusView;
import io.pitrguard.report.SweepView;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a result, counted by rule, account or owner.
 *
 * @param groups worst first; each table is in one
 * @param total the sum of all groups; its name is null
 */
public record GroupedView(GroupBy groupBy, List<GroupView> groups, GroupView total) {
    public GroupedView {
        groups = List.copyOf(groups);
    }

    /**
     * Counts. The five verdicts add up to {@code tables}.
     *
     * @param name null where no rule applied, none is certain, or there is no owner
     */
    public record GroupView(
            @Nullable String name,
            int tables,
            int compliant,
            int nonCompliant,
            int exempt,
            int notApplicable,
            int undetermined) {
        private static GroupView of(@Nullable String name, VerdictKind verdict) {
            return new GroupView(
                    name,
                    1,
                    verdict == VerdictKind.COMPLIANT ? 1 : 0,
                    verdict == VerdictKind.NON_COMPLIANT ? 1 : 0,
                    verdict == VerdictKind.EXEMPT ? 1 : 0,
                    verdict == VerdictKind.NOT_APPLICABLE ? 1 : 0,
                    verdict == VerdictKind.UNDETERMINED ? 1 : 0);
        }

        private static GroupView of(@Nullable String name, StatusView.Summary counts) {
            return new GroupView(
                    name,
                    counts.tables(),
                    counts.compliant(),
                    counts.nonCompliant(),
                    counts.exempt(),
                    counts.notApplicable(),
                    counts.undetermined());
        }

        private GroupView plus(GroupView other) {
            return new GroupView(
                    name,
                    tables + other.tables,
                    compliant + other.compliant,
                    nonCompliant + other.nonCompliant,
                    exempt + other.exempt,
                    notApplicable + other.notApplicable,
                    undetermined + other.undetermined);
        }
    }

    /** Returns the tables of a sweep in groups of these names. */
    static GroupedView ofSweep(
            GroupBy groupBy,
            Collection<SweepView.TableView> tables,
            Function<SweepView.TableView, @Nullable String> name) {
        return of(groupBy, tables.stream().map(table -> GroupView.of(name.apply(table), table.verdict())));
    }

    /** Returns the tables of a fleet in groups of these names, without those that no longer exist. */
    static GroupedView ofStatus(
            GroupBy groupBy, StatusView fleet, Function<StatusView.TableView, @Nullable String> name) {
        return of(
                groupBy,
                fleet.tables().stream()
                        .filter(table -> !table.gone())
                        .map(table -> GroupView.of(name.apply(table), table.verdict())));
    }

    /** Returns the accounts and regions of an organization in groups of these names, without what sweeps leave out. */
    static GroupedView ofPlaces(
            GroupBy groupBy,
            OrganizationStatusView organization,
            Function<OrganizationStatusView.AccountView, @Nullable String> name) {
        return of(
                groupBy,
                organization.places().stream()
                        .filter(place -> place.leftOut() == null)
                        .map(place -> GroupView.of(name.apply(place.account()), place.tables())));
    }

    private static GroupedView of(GroupBy groupBy, Stream<GroupView> parts) {
        Map<Optional<String>, GroupView> groups = new LinkedHashMap<>();
        GroupView none = new GroupView(null, 0, 0, 0, 0, 0, 0);
        parts.forEach(part -> groups.merge(Optional.ofNullable(part.name()), part, GroupView::plus));
        return new GroupedView(
                groupBy,
                groups.values().stream()
                        .sorted(Comparator.<GroupView>comparingInt(group -> -group.nonCompliant())
                                .thenComparingInt(group -> -group.undetermined())
                                .thenComparing(group -> String.valueOf(group.name())))
                        .toList(),
                groups.values().stream().reduce(none, GroupView::plus));
    }
}
