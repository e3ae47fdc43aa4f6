package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.report.DeletedTables;
import io.pitrguard.report.OrganizationStatusView;
import io.pitrguard.report.OrganizationStatusView.AccountView;
import io.pitrguard.report.OrganizationStatusView.PlaceStatusView;
import io.pitrguard.report.StatusView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The last known state of an organization as text: its accounts and regions, worst first. */
final class OrganizationStatusOutput {
    /** Accounts that are named of those without tables; more tell nothing new. */
    private static final int MAX_NAMED = 10;

    private final OrganizationStatusView view;
    private final boolean all;
    private final boolean quiet;
    private final ScreenText text;

    OrganizationStatusOutput(OrganizationStatusView view, Listing listing) {
        this.view = view;
        this.all = listing.all() && !listing.quiet();
        this.quiet = listing.quiet();
        this.text = new ScreenText(listing.screen());
    }

    String text() {
        rows();
        return summaryText();
    }

    /** Returns the text without accounts and regions that have tables. */
    String summaryText() {
        if (!quiet) {
            withoutTables();
            summary();
        }
        return text.toString();
    }

    /** Returns the warning that observations are too old; empty if none are. */
    static Optional<String> stale(OrganizationStatusView view) {
        if (view.summary().stale() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                "%s: no table was observed for more than a day. Check that sweeps run and reach them (./pitr-guard doctor --organization --region %s)."
                        .formatted(
                                OrganizationTable.countedPlaces(view.summary().stale()),
                                view.status().region()));
    }

    private void rows() {
        List<PlaceStatusView> shown = view.places().stream()
                .filter(place -> all || (place.leftOut() == null && place.finding()))
                .toList();
        if (!shown.isEmpty()) {
            Columns columns = new Columns(
                            "NON-COMPLIANT",
                            VerdictKind.UNDETERMINED.name(),
                            "TABLES",
                            OrganizationTable.PLACE,
                            OrganizationTable.NAME)
                    .spare(OrganizationTable.NAME);
            shown.forEach(place -> row(columns, place));
            text.table(columns);
        }
        long folded = view.places().stream()
                .filter(place -> !all && place.leftOut() == null && !place.finding())
                .count();
        if (folded > 0 && !quiet) {
            text.line("… and %s without a finding (--all lists them)"
                    .formatted(OrganizationTable.countedPlaces((int) folded)));
        }
    }

    private void row(Columns columns, PlaceStatusView place) {
        StatusView.Summary tables = place.tables();
        columns.row(
                colour(place),
                Integer.toString(tables.nonCompliant()),
                Integer.toString(tables.undetermined()),
                Integer.toString(tables.tables()),
                place.account().id() + " " + place.region(),
                place.account().name() == null ? "" : place.account().name());
        columns.details(details(place));
    }

    private static Colour colour(PlaceStatusView place) {
        if (place.leftOut() != null) {
            return Colour.PLAIN;
        }
        return Colour.of(place.tables().nonCompliant(), place.finding());
    }

    private String details(PlaceStatusView place) {
        List<String> parts = new ArrayList<>();
        if (place.leftOut() != null) {
            parts.add("Not counted: %s.".formatted(place.leftOut()));
        }
        StatusView.Summary tables = place.tables();
        if (tables.flapping() + tables.historyLost() > 0) {
            parts.add("%d flapping, %d with lost history.".formatted(tables.flapping(), tables.historyLost()));
        }
        parts.add(
                place.oldestObservationAt() == null
                        ? "Never seen."
                        : "Oldest observation %s ago%s."
                                .formatted(
                                        age(place.oldestObservationAt()),
                                        place.stale() && place.newestObservationAt() != null
                                                ? ", newest " + age(place.newestObservationAt()) + " ago"
                                                : ""));
        if (place.account().owner() != null) {
            parts.add("Owner: " + place.account().owner() + ".");
        }
        return String.join(" ", parts);
    }

    private void withoutTables() {
        List<AccountView> accounts = view.withoutTables();
        if (accounts.isEmpty()) {
            return;
        }
        int named = all ? accounts.size() : Math.min(MAX_NAMED, accounts.size());
        text.line("NO TABLES in %s (none there, or not swept yet): %s%s"
                .formatted(
                        Counted.of(accounts.size(), "account", "accounts"),
                        accounts.subList(0, named).stream()
                                .map(OrganizationStatusOutput::name)
                                .collect(Collectors.joining(", ")),
                        named < accounts.size()
                                ? " and %d more (--all names them)".formatted(accounts.size() - named)
                                : ""));
    }

    /** Returns what an account is called. */
    static String name(AccountView account) {
        return account.name() == null ? account.id() : account.id() + " " + account.name();
    }

    private void summary() {
        OrganizationStatusView.Summary s = view.summary();
        StatusView.Summary tables = s.tables();
        text.line("%s in %s of %s, from the ledger %s in %s of account %s"
                .formatted(
                        Counted.tables(tables.tables()),
                        OrganizationTable.countedPlaces(s.accountRegions()),
                        Counted.of(s.accounts(), "account", "accounts"),
                        view.status().ledger(),
                        view.status().region(),
                        view.status().account()));
        text.line("%d non-compliant, %d undetermined, %d compliant, %d exempt, %d not applicable"
                .formatted(
                        tables.nonCompliant(),
                        tables.undetermined(),
                        tables.compliant(),
                        tables.exempt(),
                        tables.notApplicable()));
        if (tables.gone() > 0) {
            text.line(DeletedTables.notCounted(tables));
        }
        if (tables.flapping() + tables.historyLost() > 0) {
            text.line("%d flapping, %d with lost history".formatted(tables.flapping(), tables.historyLost()));
        }
        oldest(s.oldestObservationAt()).ifPresent(text::line);
        if (s.leftOut() > 0) {
            text.line("%s left out by sweeps and not counted%s"
                    .formatted(OrganizationTable.countedPlaces(s.leftOut()), all ? "" : " (--all lists them)"));
        }
        text.line("The tables of one: ./pitr-guard status --account ID --region REGION --ledger-region %s"
                .formatted(view.status().region()));
    }

    private Optional<String> oldest(@Nullable String at) {
        return Optional.ofNullable(at)
                .map(time -> "Oldest observation of a table: %s (%s ago)".formatted(time, age(time)));
    }

    private String age(String at) {
        return StatusOutput.rounded(
                Duration.between(Instant.parse(at), Instant.parse(view.status().at())));
    }
}
