package io.pitrguard.report;

import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.text.Counted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reasons why many tables could not be read or changed, each only once: the first table has it with the count, the
 * others refer to it. JSON keeps each table's own cause.
 */
public final class RepeatedCauses {
    /** From this many on, the same sentence is not read any more. */
    private static final int MANY = 3;

    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, SweepView.TableView> first = new HashMap<>();

    private RepeatedCauses() {}

    /** Returns the tables, in their order. */
    public static List<SweepView.TableView> once(List<SweepView.TableView> tables) {
        RepeatedCauses causes = new RepeatedCauses();
        for (SweepView.TableView table : tables) {
            causes.count(table, table.reason());
            causes.count(table, failure(table));
        }
        return tables.stream().map(causes::shortened).toList();
    }

    private static @Nullable String failure(SweepView.TableView table) {
        SweepView.RemediationView remediation = table.remediation();
        return remediation != null && remediation.outcome() == OutcomeKind.FIX_FAILED ? remediation.message() : null;
    }

    private void count(SweepView.TableView table, @Nullable String cause) {
        if (cause != null) {
            counts.merge(general(table, cause), 1, Integer::sum);
            first.putIfAbsent(general(table, cause), table);
        }
    }

    /** The cause without what is only this table's, its account's or its region's. */
    private static String general(SweepView.TableView table, String cause) {
        return cause.replace(table.arn(), "")
                .replace(table.name(), "")
                .replace(table.account(), "")
                .replace(table.region(), "");
    }

    private SweepView.TableView shortened(SweepView.TableView table) {
        SweepView.RemediationView remediation = table.remediation();
        String failure = failure(table);
        return new SweepView.TableView(
                table.arn(),
                table.name(),
                table.verdict(),
                table.violations(),
                table.notices(),
                table.rule(),
                table.recovery(),
                table.exemption(),
                remediation == null || failure == null
                        ? remediation
                        : new SweepView.RemediationView(
                                remediation.outcome(), shortened(table, failure), remediation.resolved()),
                table.estimatedMonthlyCostUsd(),
                table.costNote(),
                table.reason() == null ? null : shortened(table, table.reason()),
                table.reason() == null || isLeader(table, table.reason()) ? table.remedy() : null,
                table.notification(),
                table.omitted(),
                table.provenAt());
    }

    private String shortened(SweepView.TableView table, String cause) {
        int count = count(cause, table);
        if (count < MANY) {
            return cause;
        }
        SweepView.TableView leader = leader(table, cause);
        return isLeader(table, cause)
                ? "%s The same holds for %s.".formatted(cause, Counted.of(count - 1, "more table", "more tables"))
                : "The same as for %s%s.".formatted(leader.name(), elsewhere(leader, table));
    }

    private static String elsewhere(SweepView.TableView leader, SweepView.TableView table) {
        return leader.account().equals(table.account()) && leader.region().equals(table.region())
                ? ""
                : " in account %s, %s".formatted(leader.account(), leader.region());
    }

    private SweepView.TableView leader(SweepView.TableView table, String cause) {
        return first.getOrDefault(general(table, cause), table);
    }

    private int count(String cause, SweepView.TableView table) {
        return counts.getOrDefault(general(table, cause), 1);
    }

    /** Whether the table's cause is written out. */
    private boolean isLeader(SweepView.TableView table, String cause) {
        return count(cause, table) < MANY || leader(table, cause).arn().equals(table.arn());
    }
}
