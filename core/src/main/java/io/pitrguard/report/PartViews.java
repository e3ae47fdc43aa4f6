package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.sweep.SweepResult;
import java.util.Comparator;
import java.util.List;

/** Turns what one call of a worker came to into its part of the sweep. */
public final class PartViews {
    private PartViews() {}

    /**
     * Returns the part of a call.
     *
     * @param whole the view of the result, with all tables
     * @param problems what people should know of the place apart from its tables
     */
    public static PartView of(PlaceView place, int call, SweepResult result, SweepView whole, List<String> problems) {
        return new PartView(
                place,
                call,
                result.left().any(),
                telling(whole),
                result.tables().stream()
                        .map(TableResult::table)
                        .map(table -> table.name())
                        .toList(),
                result.pending().values().stream()
                        .sorted(Comparator.comparing(pending -> pending.before().table()))
                        .map(PendingViews::of)
                        .toList(),
                problems);
    }

    private static SweepView telling(SweepView whole) {
        List<SweepView.TableView> telling =
                whole.tables().stream().filter(PartViews::tells).toList();
        return new SweepView(
                whole.sweep(), whole.summary(), telling, whole.tables().size() - telling.size());
    }

    private static boolean tells(SweepView.TableView table) {
        boolean fine = table.verdict() == VerdictKind.COMPLIANT || table.verdict() == VerdictKind.EXEMPT;
        return !fine || table.notification() != null || table.remediation() != null;
    }
}
