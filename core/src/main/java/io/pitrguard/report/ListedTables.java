package io.pitrguard.report;

import io.pitrguard.domain.finding.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Chooses the tables that a report lists. */
final class ListedTables {
    /** Nobody reads a page of more, and a function's memory would not hold it. */
    static final int MOST = 20_000;

    private static final Comparator<ReportView.TableView> BY_NAME =
            Comparator.comparing(ReportView.TableView::name).thenComparing(ReportView.TableView::arn);

    private ListedTables() {}

    /** Returns the tables in the order of their names. Of more than may be listed, those are left out that need nobody. */
    static List<ReportView.TableView> of(List<ReportView.TableView> tables) {
        return tables.stream()
                .sorted(Comparator.comparing(ListedTables::needsNobody).thenComparing(BY_NAME))
                .limit(MOST)
                .sorted(BY_NAME)
                .toList();
    }

    /** Returns the worst severity of any table; empty if none falls short. */
    static Optional<Severity> worst(List<ReportView.TableView> tables) {
        return tables.stream()
                .map(ReportView.TableView::severity)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    private static boolean needsNobody(ReportView.TableView table) {
        return switch (table.verdict()) {
            case NON_COMPLIANT, UNDETERMINED -> false;
            case COMPLIANT, EXEMPT, NOT_APPLICABLE -> table.losses().isEmpty() && table.flapping() == null;
        };
    }
}
