package io.pitrguard.report;

import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.notify.MessageContent;
import io.pitrguard.report.OrganizationDigestView.DigestPlaceView;
import java.util.Comparator;
import java.util.List;

/** The digest of an organization as plain text: what was not swept, then the tables of one account and region after the other. */
final class OrganizationDigestText {
    private final StringBuilder text = new StringBuilder();
    private final OrganizationDigestView view;
    private int number;

    private OrganizationDigestText(OrganizationDigestView view) {
        this.view = view;
    }

    /** Writes the text. */
    static String of(OrganizationDigestView view, OrganizationReport report, MessageContent content) {
        OrganizationDigestText digest = new OrganizationDigestText(view);
        digest.text.append(MailText.opening(content));
        digest.opening(report);
        digest.notSwept();
        digest.problems(report);
        if (view.selfCheck() != null) {
            digest.text.append(SelfCheckText.of(view.selfCheck()));
        }
        digest.worst(report);
        digest.tables();
        digest.closing();
        return digest.text.append(MailText.closing(content)).toString();
    }

    private void opening(OrganizationReport report) {
        SweepView.Summary summary = view.summary().tables();
        String accounts = Counted.of(view.summary().accounts(), "account", "accounts");
        line("pitr-guard checked %s in %s%s (policy: %s; sweep %s, finished %s)."
                .formatted(
                        ProofAge.tables(summary),
                        accounts,
                        view.owner() == null ? "" : " of " + view.owner(),
                        view.organization().policy(),
                        view.organization().id(),
                        view.organization().finishedAt()));
        line("");
        DigestCounts.lines(summary, view.organization().finishedAt()).forEach(this::line);
        if (report.lastNonCompliant() > 0) {
            line("  %d of the undetermined fell short when last read".formatted(report.lastNonCompliant()));
        }
        List<OrganizationReport.PlaceReport> failing = report.places().stream()
                .filter(place -> place.ledgerFailure() != null)
                .toList();
        if (!failing.isEmpty()) {
            line("");
            line("THE LEDGER COULD NOT BE USED for %s: %s"
                    .formatted(
                            Counted.of(failing.size(), "account and region", "accounts and regions"),
                            failing.getFirst().ledgerFailure()));
            line("You may have received this before, and lost history may go unnoticed.");
        }
    }

    private void notSwept() {
        if (view.notSwept().isEmpty()) {
            return;
        }
        line("");
        line("NOT SWEPT TO THE END. Their tables are undetermined:");
        for (OrganizationReport.NotSweptView each : view.notSwept()) {
            line("");
            field("What", each.cause());
            field(each.count() == 1 ? "Account" : each.count() + " accounts", String.join("; ", each.accounts()));
            field("To do", each.remedy());
        }
    }

    private void problems(OrganizationReport report) {
        int all = report.problems().size() + report.plan().gaps().size();
        if (all == 0) {
            return;
        }
        line("");
        line("BLIND SPOTS IN THE ORGANIZATION (%d)".formatted(all));
        line("");
        view.plan().gaps().forEach(gap -> field("What", gap.text()));
        view.problems().forEach(what -> field("What", what));
    }

    private void worst(OrganizationReport report) {
        if (report.worst().size() < 2) {
            return;
        }
        line("");
        line("ACCOUNTS WITH THE MOST OPEN TABLES");
        report.worst().stream()
                .limit(5)
                .forEach(account -> line("  %s %s: %d not compliant, %d undetermined"
                        .formatted(account.account(), account.name(), account.nonCompliant(), account.undetermined())));
    }

    private void tables() {
        List<SweepView.TableView> tables = RepeatedCauses.once(view.tables());
        view.places().stream()
                .map(place ->
                        new Group(place, tables.stream().filter(place::holds).toList()))
                .sorted(Group.WORST_FIRST)
                .forEach(this::group);
    }

    /** The tables of an account and region, most urgent first. */
    private record Group(DigestPlaceView place, List<SweepView.TableView> tables) {
        static final Comparator<Group> WORST_FIRST = Comparator.comparing(
                        (Group group) -> DigestSection.of(group.tables().getFirst()))
                .thenComparingInt(group -> -group.place().nonCompliant())
                .thenComparing(group -> group.place().account().id())
                .thenComparing(group -> group.place().region());
    }

    private void group(Group group) {
        DigestPlaceView place = group.place();
        line("");
        line("== %s, %s: %d not compliant, %d undetermined, %d fixed"
                .formatted(
                        place.account().description(),
                        place.region(),
                        place.nonCompliant(),
                        place.undetermined(),
                        place.fixed()));
        for (DigestSection section : DigestSection.values()) {
            section(section, group.tables().stream().filter(section::holds).toList());
        }
    }

    private void section(DigestSection section, List<SweepView.TableView> tables) {
        if (tables.isEmpty()) {
            return;
        }
        line("");
        line(section.title() + " (" + tables.size() + ")");
        for (SweepView.TableView table : tables) {
            line("");
            line("%d. %s".formatted(++number, table.name()));
            text.append(TableText.of(table));
        }
    }

    private void closing() {
        if (view.organization().evidence() != null) {
            line("");
            view.organization().evidence().lines().forEach(this::line);
        }
        if (view.tablesOmitted() > 0) {
            line("");
            line(
                    "%s left out of this mail because of its size; the next sweep sends them. All are in the sweep's parts in S3 (docs/hub.md)."
                            .formatted(Counted.of(view.tablesOmitted(), "more table was", "more tables were")));
        }
        if (view.omitted() != null) {
            line("");
            line("Left out of this mail because of its size: " + view.omitted() + ".");
        }
    }

    private void field(String label, String value) {
        text.append(TableText.labelled(label, value));
    }

    private void line(String line) {
        text.append(Printable.line(line)).append('\n');
    }
}
