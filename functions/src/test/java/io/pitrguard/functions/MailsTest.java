package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of mail, as it is sent, in {@code src/test/mails}: to be read as a whole. {@code -Dpitrguard.snapshots=write}
 * rewrites them.
 */
class MailsTest {
    private static final Path FOLDER = Path.of("src", "test", "mails");
    private static final long GB = 1L << 30;

    // Reads that lag are repeated, which moves the times in the mails.
    final DriftTestBed bed = new DriftTestBed(options -> options.withStaleReads(0));
    final SummaryTestBed hub = new SummaryTestBed();

    @AfterEach
    void close() {
        bed.close();
        hub.close();
    }

    static Stream<Arguments> mails() {
        return Stream.of(
                mail("drift-re-enabled", MailsTest::reEnabled),
                mail("drift-re-enabled-by-somebody", MailsTest::reEnabledBySomebody),
                mail("drift-alert-only", MailsTest::alertOnly),
                mail("drift-not-allowed-to-act", MailsTest::notAllowedToAct),
                mail("drift-over-budget", MailsTest::overBudget),
                mail("drift-fix-failed", MailsTest::fixFailed),
                mail("drift-unconfirmed", MailsTest::unconfirmed),
                mail("drift-waits", MailsTest::waits),
                mail("drift-given-up", MailsTest::givenUp),
                mail("drift-flapping", MailsTest::flapping),
                mail("drift-period-shortened", MailsTest::periodShortened),
                mail("drift-exempt", MailsTest::disabledWhereExempt),
                mail("drift-undetermined", MailsTest::undetermined),
                mail("drift-table-deleted", MailsTest::tableDeleted),
                mail("drift-without-ledger", MailsTest::withoutLedger),
                mail("sweep-findings", MailsTest::findings),
                mail("sweep-failed", MailsTest::failedSweep),
                mail("sweep-reminder", MailsTest::reminder),
                mail("sweep-resolved", MailsTest::resolved),
                mail("sweep-lost-history", MailsTest::lostHistory),
                mail("sweep-organization", MailsTest::organization),
                mail("sweep-organization-owner", MailsTest::owner));
    }

    /** docs/organization.md shows one, shortened with an ellipsis: each line of it is one of the mail's. */
    @Test
    void theDocumentationQuotesOne() throws IOException {
        String docs = Files.readString(Path.of("..", "docs", "organization.md"));
        String quoted = docs.substring(docs.indexOf("<!-- mail of"), docs.indexOf("<!-- /mail -->"))
                .split("```", 3)[1];
        List<String> mail = Files.readAllLines(FOLDER.resolve("sweep-organization.txt"));

        assertThat(quoted.strip().lines())
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(mail)
                        .anyMatch(sent -> line.endsWith("…")
                                ? sent.startsWith(line.substring(0, line.length() - 1))
                                : sent.equals(line)));
        assertThat(docs)
                .contains(Files.readAllLines(FOLDER.resolve("sweep-organization-owner.txt"))
                        .getFirst()
                        .replace("Subject: ", "`"));
    }

    private static Arguments mail(String name, Consumer<MailsTest> story) {
        return Arguments.of(name, story);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void isWhatSomebodyReviewed(String name, Consumer<MailsTest> story) throws IOException {
        story.accept(this);

        Published last =
                hub.mails().isEmpty() ? bed.mails().getLast() : hub.mails().getLast();
        String mail = "Subject: %s\n\n%s"
                .formatted(last.subject(), DriftTestBed.mail(last))
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "11111111-2222-3333-4444-555555555555");
        Path file = FOLDER.resolve(name + ".txt");
        if ("write".equals(System.getProperty("pitrguard.snapshots"))) {
            Files.writeString(file, mail);
        }

        assertThat(mail)
                .as("%s: read it as its reader would, then write it: -Dpitrguard.snapshots=write", file)
                .isEqualTo(Files.readString(file));
    }

    private SandboxTable create(String name) {
        return bed.create(name).enabled(35).sizeBytes(25 * GB);
    }

    /** Somebody disables the recovery of a table that the ledger knows; the event takes a moment. */
    private void disableOrders() {
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.send(bed.disable("orders").by("bob"));
        bed.pass(Duration.ofSeconds(20));
        bed.deliver();
    }

    private void fault(String operation, Effect effect) {
        bed.aws.sandbox().faults().add(Fault.on(operation, effect));
    }

    private void reEnabled() {
        create("orders");
        disableOrders();
    }

    private void reEnabledBySomebody() {
        create("orders");
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.send(bed.disable("orders").by("bob"));
        bed.pass(Duration.ofMinutes(2));
        bed.table("orders").enabled(35, bed.aws.time().instant());
        bed.pass(Duration.ofSeconds(20));
        bed.deliver();
    }

    private void alertOnly() {
        bed.policy = Policy.BUILT_IN;
        create("orders");
        disableOrders();
    }

    private void notAllowedToAct() {
        bed.act = false;
        create("orders");
        disableOrders();
    }

    private void overBudget() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                limits: { maxMonthlyCostUsdPerTable: 2 }
                rules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: remediate }]
                """);
        create("orders");
        disableOrders();
    }

    private void fixFailed() {
        create("orders");
        bed.sweep();
        fault("UpdateContinuousBackups", Effect.DENIED);
        disableOrders();
    }

    private void unconfirmed() {
        create("orders");
        bed.sweep();
        bed.aws
                .sandbox()
                .faults()
                .add(Fault.on("UpdateContinuousBackups", Effect.IGNORED).times(1));
        disableOrders();
    }

    private void waits() {
        bed.create("restored").disabled().notYetFor(Duration.ofHours(3));
        bed.send(bed.call("RestoreTableToPointInTime").with("targetTableName", "restored"));
        bed.pass(Duration.ofMinutes(10));
        bed.deliver();
    }

    private void givenUp() {
        bed.create("stuck").disabled().notYetFor(Duration.ofDays(30));
        bed.send(bed.call("CreateTable").table("stuck"));
        bed.pass(Duration.ofMinutes(10));
        bed.deliverFor(Duration.ofHours(26), Duration.ofMinutes(5));
    }

    private void flapping() {
        create("orders");
        bed.sweep();
        for (int i = 0; i < 4; i++) {
            bed.pass(Duration.ofHours(1));
            bed.send(bed.disable("orders").by(i % 2 == 0 ? "bob" : "deploy-role"));
            bed.pass(Duration.ofSeconds(10));
            bed.deliver();
        }
    }

    private void periodShortened() {
        bed.policy = Policy.BUILT_IN;
        create("orders");
        bed.pass(Duration.ofDays(40));
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.table("orders").enabled(1);
        bed.pass(Duration.ofSeconds(10));
        bed.send(bed.call("UpdateContinuousBackups").table("orders").enabling(1).by("mallory"));
        bed.pass(Duration.ofSeconds(30));
        bed.deliver();
    }

    private void disabledWhereExempt() {
        bed.policy = ConfigRuleTestBed.policy(
                "version: 1\nrules: [{ name: old, exempt: { reason: read-only archive, owner: data, until: 2027-03-31 } }]\n");
        create("orders");
        disableOrders();
    }

    private void undetermined() {
        create("orders");
        bed.sweep();
        fault("DescribeContinuousBackups", Effect.DENIED);
        disableOrders();
    }

    private void tableDeleted() {
        bed.policy = Policy.BUILT_IN;
        create("orders");
        disableOrders();
        bed.aws.sandbox().tables().delete("orders");
        bed.pass(Duration.ofMinutes(1));
        bed.send(bed.call("DeleteTable").table("orders"));
        bed.deliver();
    }

    private void withoutLedger() {
        create("orders");
        for (String operation : new String[] {"GetItem", "Query", "TransactWriteItems", "UpdateItem"}) {
            fault(operation, Effect.DENIED);
        }
        bed.send(bed.disable("orders").by("bob"));
        bed.pass(Duration.ofSeconds(20));
        bed.deliver();
    }

    private void findings() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                limits: { maxMonthlyCostUsdPerTable: 200 }
                rules:
                  - { name: critical, match: { tag: tier=critical }, require: { recoveryPeriodDays: 35, maxRestorePointLag: 15m }, action: remediate }
                  - { name: others, require: { recoveryPeriodDays: 7, deletionProtection: true } }
                """);
        Map<String, String> critical = Map.of("tier", "critical");
        bed.create("a-off").disabled().sizeBytes(3 * GB);
        bed.create("b-big").disabled().tags(critical).sizeBytes(9_000 * GB);
        bed.create("c-fixed").disabled().tags(critical).sizeBytes(40 * GB);
        bed.create("d-longer").enabled(7).tags(critical).sizeBytes(12 * GB);
        for (String table : new String[] {"e-1", "e-2", "e-3"}) {
            bed.create(table).enabled(35);
            bed.aws.sandbox().faults().add(Fault.on("DescribeContinuousBackups", table, Effect.DENIED));
        }
        bed.create("f-broken").enabled(35);
        bed.aws.sandbox().faults().add(Fault.on("DescribeContinuousBackups", "f-broken", Effect.SERVER_ERROR));
        bed.create("g-expired")
                .enabled(35)
                .deletionProtection(true)
                .tags(Map.of(
                        "pitr-guard:exempt-until", "2026-11-01",
                        "pitr-guard:exempt-reason", "rebuilt nightly",
                        "pitr-guard:exempt-owner", "data"));
        bed.create("h-refused").disabled().tags(critical).sizeBytes(GB);
        bed.aws.sandbox().faults().add(Fault.on("UpdateContinuousBackups", "h-refused", Effect.DENIED));
        bed.sweep();
    }

    private void failedSweep() {
        fault("ListTables", Effect.SERVER_ERROR);
        assertThatThrownBy(bed::sweep).hasMessageStartingWith("Listing the tables failed");
    }

    private void reminder() {
        alertOnly();
        bed.pass(Duration.ofHours(25));
        bed.sweep();
    }

    private void resolved() {
        alertOnly();
        bed.table("orders").enabled(35, bed.aws.time().instant());
        bed.pass(Duration.ofDays(36));
        bed.sweep();
    }

    private void lostHistory() {
        create("orders");
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.table("orders").enabled(35, bed.aws.time().instant());
        bed.pass(Duration.ofHours(1));
        bed.sweep();
    }

    /** Four accounts: one with an owner, one without the role, and tables that fall short in two of the others. */
    private void fleet() {
        hub.hub.member(HubTestBed.SHOP, "shop").member(HubTestBed.BANK, "bank");
        hub.hub
                .aws
                .sandbox()
                .organization()
                .account("333333333333", "data", Set.of("eu-west-1"))
                .tag(HubTestBed.SHOP, "pitr-guard:owner", "shop-team");
        table(HubTestBed.SHOP, "carts").enabled(35);
        table(HubTestBed.SHOP, "orders").disabled();
        table(HubTestBed.BANK, "accounts").disabled();
        table(HubTestBed.BANK, "payments").enabled(7);
        table(hub.hub.aws.sandbox().account(), "audit").disabled();
        hub.hub.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules: [{ name: all, require: { recoveryPeriodDays: 35 } }]
                """);
        hub.sweep("sweep-1");
    }

    private SandboxTable table(String account, String name) {
        return hub.hub.aws.sandbox().tables(account, "eu-west-1").create(name).sizeBytes(25 * GB);
    }

    private void organization() {
        fleet();
        hub.summarize("sweep-1");
    }

    /** The digest without an owner goes out last. */
    private void owner() {
        fleet();
        hub.hub.aws.sandbox().faults().add(Fault.on("Publish", Effect.DENIED).skip(1));
        assertThatThrownBy(() -> hub.summarize("sweep-1")).isInstanceOf(InvocationFailedException.class);
    }
}
