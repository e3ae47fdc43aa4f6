package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Mode;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.SweepLease;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.PartView;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.wiring.HubWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** {@link PlaceFunction}: one place in several calls, and what a place that cannot be read comes to. */
class PlaceFunctionTest {
    private static final AccountRegion SHOP_WEST = new AccountRegion("aws", HubTestBed.SHOP, "eu-west-1");
    private static final String EVIDENCE = "sweeps/sweep-1/tables/111111111111/eu-west-1/0001.json";

    private final HubTestBed hub = new HubTestBed().member(HubTestBed.SHOP, "shop");

    @AfterEach
    void close() {
        hub.close();
    }

    private void tables(int count) {
        for (int i = 0; i < count; i++) {
            hub.tables(HubTestBed.SHOP).create("table-%03d".formatted(i)).enabled(35);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sweepsAMemberInOneCall(boolean remediates) {
        hub.policy = remediates ? ConfigRuleTestBed.REMEDIATE : hub.policy;
        tables(3);
        hub.tables(HubTestBed.SHOP).create("off").disabled();

        Map<?, ?> answer = hub.place(HubTestBed.SHOP, 1);

        assertThat(answer.get("more")).isEqualTo(false);
        assertThat(answer.get("call")).isEqualTo(2L);
        PartView part = hub.part(HubTestBed.SHOP, 1);
        assertThat(part.names()).containsExactly("off", "table-000", "table-001", "table-002");
        assertThat(part.view().summary().tables()).isEqualTo(4);
        assertThat(part.view().tables()).extracting(SweepView.TableView::name).containsExactly("off");
        assertThat(part.pending()).extracting(PartView.PendingView::table).containsExactly("off");
        assertThat(part.view().sweep().account()).isEqualTo(HubTestBed.SHOP);
        assertThat(hub.tables(HubTestBed.SHOP).get("off").recovery() instanceof Recovery.Enabled)
                .isEqualTo(remediates);
        SweepView evidence = JsonRecords.read(
                SweepView.class,
                hub.bucket
                        .text("sweeps/sweep-1/tables/111111111111/eu-west-1/0001.json")
                        .orElseThrow());
        assertThat(evidence.tables()).hasSize(4);
    }

    @Test
    void namesTheAccountOfTheCommandsInIt() {
        hub.tables(HubTestBed.SHOP).create("off").disabled();

        hub.place(HubTestBed.SHOP, 1);

        assertThat(hub.part(HubTestBed.SHOP, 1).view().tables().getFirst().violations())
                .extracting(SweepView.ViolationView::remedy)
                .singleElement()
                .asString()
                .startsWith("In account 111111111111: aws dynamodb update-continuous-backups --table-name off ");
    }

    /** At ten reads a second a call of six seconds reads some tables of a hundred. */
    @Test
    void goesOnInTheNextCall() {
        tables(100);
        hub.readsPerSecond = 10;
        hub.left = Duration.ofSeconds(6);

        List<PartView> parts = hub.sweepPlace(HubTestBed.SHOP);

        assertThat(parts).hasSizeBetween(3, 40);
        assertThat(parts).extracting(PartView::more).startsWith(true).endsWith(false);
        assertThat(parts.stream().filter(part -> !part.more())).hasSize(1);
        List<String> names =
                parts.stream().flatMap(part -> part.names().stream()).toList();
        assertThat(names).doesNotHaveDuplicates().hasSize(100);
        assertThat(parts.stream()
                        .mapToInt(part -> part.view().summary().tables())
                        .sum())
                .isEqualTo(100);
        assertThat(parts).allMatch(part -> part.view().summary().undetermined() == 0);
        assertThat(parts).allMatch(part -> part.view().sweep().failure() == null);
        assertThat(hub.aws.sandbox().calls().count("DescribeContinuousBackups"))
                .as("nothing is read twice")
                .isBetween(100L, 100L + parts.size());
    }

    @Test
    void endsWhereNoCallComesToATable() {
        tables(5);
        hub.aws.sandbox().faults().add(Fault.on("DescribeContinuousBackups", Effect.THROTTLED));
        hub.readsPerSecond = 10;
        hub.left = Duration.ofSeconds(4);

        List<PartView> parts = hub.sweepPlace(HubTestBed.SHOP);

        assertThat(parts.getLast().more()).isFalse();
        assertThat(parts.stream().flatMap(part -> part.names().stream()).toList())
                .doesNotHaveDuplicates()
                .hasSize(5);
        assertThat(parts.stream()
                        .mapToInt(part -> part.view().summary().undetermined())
                        .sum())
                .isEqualTo(5);
    }

    @Test
    void endsAfterTwoCallsWithoutTime() {
        tables(5);
        hub.left = Duration.ZERO;

        List<PartView> parts = hub.sweepPlace(HubTestBed.SHOP);

        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst().names()).isEmpty();
        assertThat(parts.getLast().view().sweep().failure())
                .isEqualTo("Time ran out before all tables were listed (0 so far).");
        assertThat(parts.getLast().view().sweep().complete()).isFalse();
    }

    /** Then the summary comes before the state machine's time is up, and notifies people. */
    @Test
    void endsInTimeForTheSummary() {
        tables(100);
        hub.readsPerSecond = 1;
        hub.workStarted = Optional.of(hub.aws
                .time()
                .instant()
                .minus(HubSettings.LONGEST_READING)
                .plusSeconds(20)
                .toString());

        Map<?, ?> answer = hub.place(HubTestBed.SHOP, 1);

        assertThat(answer.get("more")).isEqualTo(false);
        assertThat(answer.get("started")).isEqualTo(hub.workStarted.orElseThrow());
        PartView part = hub.part(HubTestBed.SHOP, 1);
        assertThat(part.more()).isFalse();
        assertThat(part.names()).hasSize(100);
        assertThat(part.view().summary().undetermined()).isBetween(70, 99);
    }

    @Test
    void aCallAfterThatSaysSoAtOnce() {
        tables(3);
        hub.workStarted = Optional.of(
                hub.aws.time().instant().minus(HubSettings.LONGEST_READING).toString());

        assertThat(hub.place(HubTestBed.SHOP, 1).get("more")).isEqualTo(false);

        assertThat(hub.part(HubTestBed.SHOP, 1).view().sweep().failure()).contains("Time ran out");
        assertThat(hub.part(HubTestBed.SHOP, 1).view().sweep().complete()).isFalse();
        assertThat(hub.aws.sandbox().calls().count("ListTables")).isZero();
    }

    /** Step Functions repeats a call whose answer it lost. */
    @Test
    void aRepeatedCallAnswersFromItsPart() {
        tables(3);
        Map<?, ?> answer = hub.place(HubTestBed.SHOP, 1);
        String part = hub.bucket
                .text("sweeps/sweep-1/parts/111111111111/eu-west-1/0001.json")
                .orElseThrow();
        hub.tables(HubTestBed.SHOP).create("new").disabled();
        hub.aws.sandbox().calls().clear();

        assertThat(hub.place(HubTestBed.SHOP, 1)).isEqualTo(answer);

        assertThat(hub.bucket.text("sweeps/sweep-1/parts/111111111111/eu-west-1/0001.json"))
                .as("later calls went on from it")
                .hasValue(part);
        assertThat(hub.aws.sandbox().calls().count("ListTables")).isZero();
    }

    /** The first invocation goes on although Step Functions gave it up; two would share the quota of reads. */
    @Test
    void waitsForAnInvocationThatStillRuns() {
        tables(3);
        SweepLease workers = HubWiring.workers(hub.aws.clients(), hub.settings().ledger(), hub.time);
        workers.take(SHOP_WEST, "first", Duration.ofMinutes(15));

        assertThatThrownBy(() -> hub.place(HubTestBed.SHOP, 1))
                .isInstanceOf(StillRunningException.class)
                .hasMessageContaining("Another invocation, first, works on account 111111111111 in eu-west-1");
        assertThat(hub.aws.sandbox().calls().count("ListTables")).isZero();
        assertThat(hub.place(HubTestBed.BANK, 1).get("more"))
                .as("another place")
                .isEqualTo(false);

        hub.aws.time().advance(Duration.ofMinutes(15));
        assertThat(hub.place(HubTestBed.SHOP, 1).get("more")).isEqualTo(false);
        assertThat(hub.part(HubTestBed.SHOP, 1).names()).hasSize(3);
    }

    @Test
    void readsTablesAlsoWithoutTheLedger() {
        tables(3);
        hub.aws.sandbox().faults().add(Fault.on("PutItem", Effect.DENIED));

        assertThat(hub.place(HubTestBed.SHOP, 1).get("more")).isEqualTo(false);

        assertThat(hub.part(HubTestBed.SHOP, 1).names()).hasSize(3);
    }

    @Test
    void aCallThatFailedLetsTheNextOneIn() {
        tables(3);
        hub.aws.sandbox().faults().add(Fault.on("PutObject", Effect.DENIED));
        assertThatThrownBy(() -> hub.place(HubTestBed.SHOP, 1)).isInstanceOf(InvocationFailedException.class);
        hub.aws.sandbox().faults().clear();

        assertThat(hub.place(HubTestBed.SHOP, 1).get("more")).isEqualTo(false);
    }

    /** Where nothing keeps two apart, what the first one stored counts. */
    @Test
    void aLatePartDoesNotReplaceTheFirst() {
        tables(3);
        hub.place(HubTestBed.SHOP, 1);
        String key = "sweeps/sweep-1/parts/111111111111/eu-west-1/0001.json";
        String first = hub.bucket.text(key).orElseThrow();
        String evidence = hub.bucket.text(EVIDENCE).orElseThrow();
        hub.bucket.delete(key);
        hub.tables(HubTestBed.SHOP).create("new").disabled();
        hub.functionClients =
                () -> hub.aws.clients(client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                        .addExecutionInterceptor(new Meanwhile(() ->
                                hub.bucket.put(key, first.replaceFirst("\"more\"\\s*:\\s*false", "\"more\":true"))))
                        .build()));

        assertThat(hub.place(HubTestBed.SHOP, 1).get("more")).isEqualTo(true);

        assertThat(hub.bucket.text(key).orElseThrow()).contains("\"more\":true");
        assertThat(hub.bucket.text(EVIDENCE)).as("that of the part").hasValue(evidence);
    }

    @Test
    void evidenceOfAnInvocationThatStoredNoPartIsReplaced() {
        tables(3);
        hub.bucket.put(EVIDENCE, "{}");

        hub.place(HubTestBed.SHOP, 1);

        assertThat(hub.bucket.text(EVIDENCE).orElseThrow()).contains("table-0");
    }

    /** Does something between the call that stores the evidence and the one that stores the part. */
    private record Meanwhile(Runnable action) implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
            if (call.request() instanceof PutObjectRequest put && put.key().contains("/tables/")) {
                action.run();
            }
        }
    }

    @Test
    void theHundredthCallIsTheLast() {
        tables(100);
        hub.readsPerSecond = 10;
        hub.left = Duration.ofSeconds(4);

        Map<?, ?> answer = hub.place(HubTestBed.SHOP, 100);

        assertThat(answer.get("more")).isEqualTo(false);
        assertThat(hub.part(HubTestBed.SHOP, 100).names()).hasSize(100);
        assertThat(hub.part(HubTestBed.SHOP, 100).view().summary().undetermined())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AssumeRole", "ListTables"})
    void placeThatCannotBeReadIsAPartWithItsCause(String operation) {
        tables(2);
        hub.aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED_BY_CONTROL_POLICY));

        Map<?, ?> answer = hub.place(HubTestBed.SHOP, 1);

        assertThat(answer.get("more")).isEqualTo(false);
        PartView part = hub.part(HubTestBed.SHOP, 1);
        assertThat(part.names()).isEmpty();
        assertThat(part.view().sweep().failure()).contains("AWS denied", "explicit deny in a service control policy");
        assertThat(part.view().sweep().complete()).isFalse();
    }

    @Test
    void placeWithoutTheRoleIsAPartWithItsCause() {
        hub.aws.sandbox().organization().removeRole(HubTestBed.SHOP, "pitr-guard-member");

        assertThat(hub.place(HubTestBed.SHOP, 1).get("more")).isEqualTo(false);

        assertThat(hub.part(HubTestBed.SHOP, 1).view().sweep().failure()).contains("sts:AssumeRole");
    }

    @Test
    void appliesThePolicyThatTheAccountsUnitsAskFor() throws IOException {
        Path file = Files.createTempFile("policy", ".yaml");
        Files.writeString(
                file,
                "version: 1\nrules:\n  - name: sandbox\n    match: {ou: Sandbox}\n"
                        + "    exempt: {reason: scratch, owner: me, until: 2099-01-01}\n");
        hub.policy = Settings.read(Map.of("PITR_GUARD_POLICY_FILE", file.toString(), "PITR_GUARD_MODE", "organization"))
                .policy();
        Files.delete(file);
        hub.tables(HubTestBed.SHOP).create("off").disabled();

        hub.units = List.of("Sandbox");
        hub.place(HubTestBed.SHOP, 1);
        assertThat(hub.part(HubTestBed.SHOP, 1).view().summary().exempt()).isEqualTo(1);
        hub.units = List.of("Workloads");
        hub.bucket.delete("sweeps/sweep-1/parts/111111111111/eu-west-1/0001.json");
        hub.place(HubTestBed.SHOP, 1);
        assertThat(hub.part(HubTestBed.SHOP, 1).view().summary().nonCompliant()).isEqualTo(1);
    }

    @Test
    void namesAPlaceThatForwardsNoCalls() {
        tables(1);
        hub.memberBus = Optional.of("arn:aws:events:eu-west-1:123456789012:event-bus/pitr-guard-organization");

        hub.place(HubTestBed.SHOP, 1);

        assertThat(hub.part(HubTestBed.SHOP, 1).problems())
                .singleElement()
                .asString()
                .contains("pitr-guard-forward");
    }

    @Test
    void checksWhetherAPlaceForwardsWhileItReads() {
        tables(1);
        hub.memberBus = Optional.of("arn:aws:events:eu-west-1:123456789012:event-bus/pitr-guard-organization");
        CallRounds rounds = new CallRounds();
        hub.functionClients = () -> hub.aws.clients(rounds::watch);
        rounds.expectAmongOthers(List.of(Set.of("DescribeRule", "DescribeContinuousBackups")));

        hub.place(HubTestBed.SHOP, 1);

        assertThat(rounds.problems()).isEmpty();
    }

    @Test
    void checksWithItsOwnRoleWhetherOtherRegionsOfItsOwnAccountForward() {
        String own = hub.aws.sandbox().account();
        hub.memberBus = Optional.of("arn:aws:events:eu-west-1:123456789012:event-bus/pitr-guard-organization");
        hub.region = "us-east-1";
        hub.aws.sandbox().eventRules(own, "us-east-1").create("pitr-guard-forward", "{}");

        hub.place(own, 1);

        assertThat(hub.part(own, 1).problems())
                .singleElement()
                .asString()
                .contains("pitr-guard-forward does not send events as they are to the hub's bus");
        assertThat(hub.aws.sandbox().calls().count("AssumeRole")).isZero();
    }

    @Test
    void sweepsItsOwnAccountWithoutARole() {
        hub.mode = Mode.LARGE_ACCOUNT;

        hub.place(hub.aws.sandbox().account(), 1);

        assertThat(hub.part(hub.aws.sandbox().account(), 1).names()).containsExactly(HubTestBed.LEDGER);
        assertThat(hub.aws.sandbox().calls().count("AssumeRole")).isZero();
    }

    @Test
    void storesEvidenceBeforeThePartAndFailsWithoutEither() {
        tables(1);
        hub.aws.sandbox().faults().add(Fault.on("PutObject", Effect.DENIED).skip(1));

        assertThatThrownBy(() -> hub.place(HubTestBed.SHOP, 1))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("The result could not be stored. AWS denied");

        assertThat(hub.bucket.keys("sweeps/"))
                .containsExactly("sweeps/sweep-1/tables/111111111111/eu-west-1/0001.json");
    }

    @Test
    void takesTheEventsOfTheExamples() throws IOException {
        for (String name : List.of("first-call", "later-call")) {
            String event = Files.readString(Path.of("..", "events", "place", name + ".json"));
            assertThat(hub.invoke(PlaceFunction::new, event).get("more")).isEqualTo(false);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"sweep\":\"a\",\"call\":0,\"place\":{\"account\":\"111111111111\",\"region\":\"eu-west-1\"}}",
                "{\"sweep\":\"a\",\"call\":1,\"place\":{\"account\":\"1\",\"region\":\"eu-west-1\"}}",
                "{\"sweep\":\"a\",\"call\":1,\"place\":{\"account\":\"111111111111\",\"region\":\"../x\"}}",
                "{\"sweep\":\"../a\",\"call\":1,\"place\":{\"account\":\"111111111111\",\"region\":\"eu-west-1\"}}"
            })
    void refusesWhatTheStateMachineDoesNotGive(String input) {
        assertThatThrownBy(() -> hub.invoke(PlaceFunction::new, input)).isInstanceOf(InvocationFailedException.class);
        assertThat(hub.aws.sandbox().calls().all()).isEmpty();
    }
}
