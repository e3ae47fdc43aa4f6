package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.BackupProblem;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.LeftoverNews;
import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.notify.Message;
import io.pitrguard.notify.MessageKind;
import io.pitrguard.port.AnyBackup;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.EndedDrills;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A mail of each kind, in {@code src/test/resources/mails}: to be read as the person who gets it at night. docs/alerts.md
 * shows them. {@code -Dpitrguard.snapshots=write} rewrites both.
 */
class MailGoldenTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "mails");
    private static final Path DOCS = Path.of("..", "docs", "alerts.md");
    private static final boolean WRITE = "write".equals(System.getProperty("pitrguard.snapshots"));

    static Stream<Arguments> mails() {
        return messages().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    static Map<String, Message> messages() {
        return Map.ofEntries(
                Map.entry(
                        "drift",
                        drift(MailFixture.table("orders").off().outcome(OutcomeKind.ALERT_ONLY, "Alert only."))),
                Map.entry("flapping", drift(flapping())),
                Map.entry("remediation-failed", drift(failed("orders"))),
                Map.entry("history-lost", sweep(MailFixture.table("orders").lost())),
                Map.entry(
                        "digest",
                        sweep(
                                failed("h-refused"),
                                MailFixture.table("a-off").off(),
                                MailFixture.table("e-1").unread(),
                                MailFixture.table("c-fixed")
                                        .outcome(
                                                OutcomeKind.FIXED,
                                                "Enabled and verified point-in-time recovery with a period of 35 days."))),
                Map.entry("reminder", sweep(MailFixture.table("orders").off().reminder())),
                Map.entry("exemption-ending", ending("perf")),
                Map.entry("resolved", sweep(MailFixture.table("orders").resolved(FindingKind.RECOVERY_DISABLED))),
                Map.entry("drill", drill(EndedDrills.failed(), false)),
                Map.entry("drill-not-proven", drill(EndedDrills.notProven(), false)),
                Map.entry("drill-aborted", drill(EndedDrills.aborted(), true)),
                Map.entry("drill-left", drill(EndedDrills.left(), false)),
                Map.entry("drill-leftovers", leftovers(Notification.Kind.NEW)),
                Map.entry("drill-leftovers-reminder", leftovers(Notification.Kind.REMINDER)),
                Map.entry("drill-leftovers-gone", leftoversGone()),
                Map.entry("drill-carried-on", carriedOn()),
                Map.entry("drill-findings", drillFindings()),
                Map.entry("restore", restore(AnyRestore.states().get(1))),
                Map.entry(
                        "restore-completed",
                        restore(new RestoreState.Completed(
                                AnyRestore.restored(), AnyRestore.AT, List.of("Tags: they could not be read.")))),
                Map.entry(
                        "restore-failed",
                        restore(new RestoreState.Failed(
                                AnyRestore.AT,
                                "The table that AWS was restoring vanished.",
                                "Check CloudTrail for a DeleteTable, then request the restore again.",
                                Optional.empty()))),
                Map.entry("restore-confirmation", restore(AnyRestore.states().get(7))),
                Map.entry("backup", backups(Notification.Kind.NEW)),
                Map.entry("backup-reminder", backups(Notification.Kind.REMINDER)),
                Map.entry(
                        "backup-resolved",
                        BackupAlert.of(AnyBackup.TABLE.where(), List.of(), Notification.Kind.RESOLVED, AnyBackup.AT)),
                Map.entry("unhealthy", unhealthy(Notification.Kind.NEW)),
                Map.entry("unhealthy-reminder", unhealthy(Notification.Kind.REMINDER)),
                Map.entry("recovered", recovered()),
                Map.entry(
                        "govcloud",
                        drift(MailFixture.arn("arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/orders")
                                .off())));
    }

    private static Message drill(DrillRecord drill, boolean mayRepeat) {
        return DrillAlert.of(DrillEndViews.of(drill, mayRepeat), AnyDrill.AT).orElseThrow();
    }

    private static Message leftovers(Notification.Kind kind) {
        return leftovers(new LeftoverNews(
                AnyDrill.SOURCE.where(),
                kind,
                List.of(
                        new LeftoverNews.Table(
                                AnyDrill.SOURCE.where().table("pitr-guard-drill-0a1b2c3d-20261101-000000"),
                                Optional.empty(),
                                List.of("No drill is known to have made it, so it is not touched.")),
                        new LeftoverNews.Table(
                                AnyDrill.plan().target(),
                                Optional.of(AnyDrill.id(1)),
                                List.of("Deletion protection is on."))),
                List.of("pitr-guard-drill-11111111-20261020-000000"),
                List.of(
                        "Drill drill-20261121-020000-payments-0b1c made no progress for an hour or more. It was carried on."),
                List.of("AWS denied dynamodb:ListTables. Allow the caller dynamodb:ListTables."),
                false));
    }

    private static Message leftoversGone() {
        return leftovers(new LeftoverNews(
                AnyDrill.SOURCE.where(),
                Notification.Kind.RESOLVED,
                List.of(),
                List.of("pitr-guard-drill-0a1b2c3d-20261101-000000"),
                List.of(),
                List.of(),
                true));
    }

    private static Message carriedOn() {
        return leftovers(new LeftoverNews(
                AnyDrill.SOURCE.where(),
                Notification.Kind.NEW,
                List.of(),
                List.of(),
                List.of(
                        "Drill drill-20261121-020000-payments-0b1c made no progress for an hour or more. It was carried on."),
                List.of(),
                false));
    }

    private static Message leftovers(LeftoverNews news) {
        return LeftoverAlert.of(LeftoverView.of(news), AnyDrill.AT);
    }

    /** What sweeps say of tables whose drill failed, or that were not drilled in time. */
    private static Message drillFindings() {
        SweepView view = view(
                MailFixture.table("orders")
                        .violates(new DrillCheck.DrillFailed(
                                AnyDrill.id(1).value(), AnyDrill.AT, "The table has 900 items, not 1,000.")),
                MailFixture.table("payments")
                        .violates(new DrillCheck.DrillOverdue(
                                Optional.of(AnyDrill.AT.minus(Duration.ofDays(40))),
                                Duration.ofDays(30),
                                AnyDrill.AT.minus(Duration.ofDays(10)))),
                MailFixture.table("users")
                        .violates(new DrillCheck.DrillOverdue(Optional.empty(), Duration.ofDays(30), AnyDrill.AT)));
        return SweepDigest.of(
                        new SweepView(view.sweep(), view.summary().with(new DrillCounts(1, 1, 0, 2)), view.tables(), 0))
                .orElseThrow();
    }

    private static Message restore(RestoreState state) {
        RestoreRecord planned = RestoreRecord.planned(AnyRestore.id(0), AnyRestore.plan());
        return RestoreAlert.of(planned.to(state, AnyRestore.AT, "What happened."), AnyRestore.AT)
                .orElseThrow();
    }

    private static Message backups(Notification.Kind kind) {
        return BackupAlert.of(
                AnyBackup.TABLE.where(),
                List.of(
                        BackupProblem.of(
                                BackupProblem.Kind.NOT_TAKEN,
                                AnyBackup.TABLE,
                                "AWS denied dynamodb:CreateBackup on orders. Allow the caller dynamodb:CreateBackup."),
                        BackupProblem.of(
                                BackupProblem.Kind.RECORD,
                                "The item BACKUPS#aws#123456789012#eu-west-1 / 1 cannot be understood.")),
                kind,
                AnyBackup.AT);
    }

    private static MailFixture flapping() {
        return MailFixture.table("orders")
                .suspended(
                        "Recovery keeps being disabled after pitr-guard enabled it (3 times or more within 24 h): 2026-11-22T13:00:10Z by user deploy-role; 2026-11-22T14:00:20Z by user bob; 2026-11-22T15:00:30Z by user deploy-role.");
    }

    private static MailFixture failed(String name) {
        return MailFixture.table(name)
                .off()
                .outcome(
                        OutcomeKind.FIX_FAILED,
                        "Could not enable point-in-time recovery with a period of 35 days. AWS denied dynamodb:UpdateContinuousBackups on %s. Allow the caller dynamodb:UpdateContinuousBackups."
                                .formatted(name));
    }

    static Message sweep(MailFixture... tables) {
        return SweepDigest.of(view(tables)).orElseThrow();
    }

    private static SweepView view(MailFixture... tables) {
        return Views.view(Stream.of(tables).map(MailFixture::view).toArray(SweepView.TableView[]::new));
    }

    private static Message ending(String owner) {
        SweepView view = view(
                MailFixture.table("load-1").exempt(owner, "2026-11-29").ending(),
                MailFixture.table("load-2").exempt(owner, "2026-12-20").ending());
        List<Message> messages = SweepDigest.messages(view);
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    private static Message unhealthy(Notification.Kind kind) {
        return selfCheck(new SelfCheckView(
                List.of(new SelfCheckView.BlindSpotView(
                        "Trail",
                        "No trail logs DynamoDB's write management events, so calls are not seen.",
                        "Start a trail: aws cloudtrail start-logging --name audit --region eu-west-1")),
                kind,
                List.of(),
                false,
                null));
    }

    private static Message recovered() {
        return selfCheck(new SelfCheckView(List.of(), Notification.Kind.RESOLVED, List.of("Trail"), false, null));
    }

    private static Message selfCheck(SelfCheckView self) {
        return SweepDigest.of(Views.seeing(view(), self)).orElseThrow();
    }

    static Message drift(MailFixture table) {
        SweepView.TableView view = table.view();
        return DriftAlert.of(
                        new DriftView(
                                "message-1",
                                DriftView.Outcome.SETTLED,
                                null,
                                new DriftView.CallView(
                                        "UpdateContinuousBackups",
                                        "UpdateContinuousBackups: recovery was disabled.",
                                        "2026-11-22T12:00:00Z",
                                        view.account(),
                                        view.region(),
                                        view.name(),
                                        "user bob",
                                        "198.51.100.7",
                                        "the AWS CLI",
                                        "11111111-2222-3333-4444-555555555555"),
                                new DriftView.OutageView("2026-11-22T12:00:00Z", null, null),
                                view,
                                null,
                                null,
                                List.of()),
                        Optional.empty())
                .orElseThrow();
    }

    static String mail(Message message) {
        Map<?, ?> texts = (Map<?, ?>) Json.parse(message.alert().message());
        return "Subject: %s\n\n%s".formatted(message.alert().subject(), texts.get("email"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void isWhatSomebodyReviewed(String name, Message message) throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        String mail = mail(message);
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, mail);
        }

        assertThat(mail).as("-Dpitrguard.snapshots=write rewrites %s", file).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void saysFirstWhatHappenedAndWhetherSomebodyMustAct(String name, Message message) {
        List<String> lines = mail(message).lines().skip(2).toList();

        assertThat(lines.get(0)).isEqualTo(message.content().headline()).endsWith(".");
        assertThat(lines.get(1))
                .startsWith(message.content().action().needed() ? "Action needed: " : "No action needed: ");
        assertThat(lines.get(2)).isEmpty();
        assertThat(lines.subList(lines.size() - 3, lines.size()))
                .allSatisfy(line -> assertThat(line).isNotBlank());
    }

    @Test
    void thereIsAMailOfEachKind() {
        Set<MessageKind> kinds = messages().values().stream()
                .map(message -> message.content().kind())
                .collect(Collectors.toSet());

        assertThat(kinds).isEqualTo(EnumSet.allOf(MessageKind.class));
    }

    /** docs/alerts.md holds the mails between markers. */
    @Test
    void theDocumentationShowsThem() throws IOException {
        String docs = Files.readString(DOCS);
        String shown = docs;
        for (MessageKind kind : MessageKind.values()) {
            String start = "<!-- mail %s -->\n".formatted(kind);
            String end = "<!-- /mail -->";
            int from = shown.indexOf(start);
            assertThat(from).as("%s in docs/alerts.md", start).isNotNegative();
            int to = shown.indexOf(end, from);
            String text = Files.readString(FOLDER.resolve(kind + ".txt"));
            shown = shown.substring(0, from) + start + "```\n" + text + "```\n" + shown.substring(to);
        }
        if (WRITE) {
            Files.writeString(DOCS, shown);
        }

        assertThat(docs).isEqualTo(shown);
    }
}
