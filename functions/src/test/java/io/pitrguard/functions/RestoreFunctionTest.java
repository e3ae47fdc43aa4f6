package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.Approval;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreFunctionTest {
    private static final String TOKEN = "AQCEAAAAKgAAAAMAAAAAAAAAAcret/token==";
    private static final RestorePolicy APPROVED = new RestorePolicy(
            RestorePolicy.Approval.REQUIRED, List.of(), true, Duration.ofHours(4), "pitr-guard-restore-");

    private final RestoreTestBed bed = new RestoreTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void restoresATableStepByStepAndReportsItsEnd() {
        bed.planned();

        assertThat(bed.run()).isEqualTo("DONE");
        assertThat(bed.record().state()).isInstanceOf(RestoreState.Completed.class);
        assertThat(bed.aws.sandbox().tables().names()).contains("orders", RestoreTestBed.TARGET);
        assertThat(bed.answers).contains("WAIT").startsWith("AGAIN").endsWith("DONE");
        assertThat(bed.subjects()).containsExactly("[pitr-guard] LOW: orders: complete (123456789012, eu-west-1)");
    }

    /** With the state machine's waits a restore of four hours is some 60 polls, each of nine events of its history. */
    @Test
    void aRestoreOfFourHoursTakesSomeSixtyPolls() {
        bed.settings = SettingsChoice.NONE;
        bed.planned();
        bed.aws.sandbox().restores().take(Duration.ofHours(4));

        assertThat(bed.run()).isEqualTo("DONE");
        assertThat(bed.answers.stream().filter("WAIT"::equals).count()).isBetween(45L, 70L);
        assertThat(bed.answers.size() * 9).isLessThan(25_000);
    }

    @Test
    void endsInTheSameWayWhoeverCallsItAgain() {
        bed.planned();
        bed.run();

        assertThat(bed.step()).isEqualTo("{\"next\":\"DONE\",\"seconds\":0}");
        assertThat(bed.step()).isEqualTo("{\"next\":\"DONE\",\"seconds\":0}");
        assertThat(bed.subjects()).as("people hear of it once").hasSize(1);
    }

    @Test
    void asksAPersonAndKeepsTheTokenOutOfMailAndLog() {
        bed.policy = APPROVED;
        bed.planned();

        assertThat(bed.run()).isEqualTo("PERSON");
        assertThat(seconds(bed.step())).isEqualTo(4 * 3600L);
        assertThat(bed.mails()).as("only the token's task asks").isEmpty();
        assertThat(bed.ask(TOKEN)).isEqualTo("{}");

        assertThat(bed.record().taskToken()).contains(TOKEN);
        assertThat(bed.subjects())
                .containsExactly("[pitr-guard] MEDIUM: orders: waits for approval (123456789012, eu-west-1)");
        assertThat(DriftTestBed.mail(bed.mails().getFirst()))
                .contains("./pitr-guard approve " + RestoreTestBed.ID + " --region eu-west-1")
                .contains(bed.record().plan().digest())
                .contains(RestoreTestBed.ANN);
        assertThat(bed.mails().toString() + bed.log + new RestoreEvent.AskPerson(RestoreTestBed.ID, TOKEN))
                .doesNotContain("cret/token");
    }

    @Test
    void tellsAChatWhatItTellsByMail() {
        bed.policy = APPROVED;
        bed.planned();
        bed.run();
        bed.ask(TOKEN);
        approve(RestoreTestBed.BEN, false);
        bed.run();

        assertThat(bed.chats()).extracting(Published::subject).hasSize(2).isEqualTo(bed.subjects());
        assertThat(bed.chats().getFirst().message())
                .contains("orders: waits for approval", "./pitr-guard approve " + RestoreTestBed.ID)
                .doesNotContain("cret/token");
        assertThat(bed.chats().getLast().message()).contains("orders: complete");
    }

    @Test
    void continuesOnceAPersonApproved() {
        bed.policy = APPROVED;
        bed.planned();
        bed.run();
        bed.ask(TOKEN);
        approve(RestoreTestBed.BEN, false);

        assertThat(bed.run()).isEqualTo("DONE");
        assertThat(bed.subjects()).hasSize(2).last().asString().contains("complete");
    }

    @Test
    void alertsAtOnceOfARequesterWhoApproved() {
        bed.policy = APPROVED;
        bed.planned();
        bed.run();
        approve(RestoreTestBed.ANN, true);
        bed.step();

        assertThat(bed.subjects())
                .containsExactly("[pitr-guard] HIGH: orders: approved by its requester (123456789012, eu-west-1)");
        assertThat(bed.record().state()).isInstanceOf(RestoreState.Requested.class);
    }

    /** The state machine takes the next step then, which reads the record. */
    @Test
    void doesNotAskWhereSomebodyAnsweredAlready() {
        bed.policy = APPROVED;
        bed.planned();
        bed.run();
        approve(RestoreTestBed.BEN, false);

        assertThatThrownBy(() -> bed.ask(TOKEN))
                .isInstanceOf(AnsweredException.class)
                .hasMessageContaining(RestoreTestBed.ID + " no longer waits for a person");
        assertThat(bed.mails()).isEmpty();
        assertThat(bed.record().taskToken()).isEmpty();
    }

    @Test
    void endsWithoutARestoreWhereNobodyApprovedInTime() {
        bed.policy = APPROVED;
        bed.planned();
        bed.run();
        bed.aws.time().advance(Duration.ofHours(4));

        assertThat(bed.run()).isEqualTo("DONE");
        assertThat(bed.record().state()).isInstanceOf(RestoreState.Expired.class);
        assertThat(bed.subjects())
                .containsExactly("[pitr-guard] LOW: orders: not approved in time (123456789012, eu-west-1)");
        assertThat(bed.aws.sandbox().tables().names()).doesNotContain(RestoreTestBed.TARGET);
    }

    @Test
    void reportsARestoreThatFailed() {
        bed.planned();
        bed.aws.sandbox().restores().vanish(RestoreTestBed.TARGET);

        assertThat(bed.run()).isEqualTo("FAILED");
        RestoreState.Failed failed = (RestoreState.Failed) bed.record().state();
        assertThat(bed.subjects()).containsExactly("[pitr-guard] HIGH: orders: failed (123456789012, eu-west-1)");
        assertThat(DriftTestBed.mail(bed.mails().getFirst())).contains(failed.reason(), failed.remedy());
    }

    /** AWS finishes what it has begun: it would be wrong to store that it failed. */
    @Test
    void reportsAnExecutionThatWasStoppedAndStoresNoFailure() {
        bed.planned();
        bed.step();
        bed.step();

        bed.ended(RestoreTestBed.ID.value(), Map.of("Error", "ABORTED"));
        bed.ended(RestoreTestBed.ID.value(), Map.of("Error", "ABORTED"));

        assertThat(bed.subjects())
                .as("people hear of it once")
                .containsExactly("[pitr-guard] HIGH: orders: interrupted (123456789012, eu-west-1)");
        assertThat(DriftTestBed.mail(bed.mails().getFirst()))
                .contains("./pitr-guard restore resume " + RestoreTestBed.ID)
                .contains("ABORTED");
        assertThat(bed.record().state().over()).isFalse();
        assertThat(bed.record().log().getLast().what()).contains("Interrupted", "ABORTED");
        assertThat(bed.run()).as("whoever resumes it").isEqualTo("DONE");
    }

    /** The state machine records the failure of a step; then EventBridge tells that the execution failed. */
    @Test
    void tellsOnceOfAnExecutionThatFailedInASentence() {
        bed.planned();
        bed.step();

        bed.ended(
                RestoreTestBed.ID.value(),
                Map.of(
                        "Error",
                        "io.pitrguard.functions.InvocationFailedException",
                        "Cause",
                        "{\"errorMessage\":\"AWS denied dynamodb:DescribeTable.\",\"errorType\":\"io.pitrguard.functions"
                                + ".InvocationFailedException\",\"stackTrace\":[\"io.pitrguard.functions.Required.of\"]}"));
        bed.ended(RestoreTestBed.ID.value(), Map.of("Error", "FAILED"));

        assertThat(bed.subjects()).hasSize(1);
        assertThat(DriftTestBed.mail(bed.mails().getFirst()))
                .contains("ended before the restore did: AWS denied dynamodb:DescribeTable.")
                .doesNotContain("io.pitrguard", "stackTrace", "errorMessage");
        assertThat(bed.record().log().get(2).what())
                .isEqualTo("Interrupted: its execution in Step Functions ended (AWS denied dynamodb:DescribeTable).");
    }

    @Test
    void tellsAgainOfARestoreThatWasResumedAndInterruptedAgain() {
        bed.planned();
        bed.step();
        bed.ended(RestoreTestBed.ID.value(), Map.of("Error", "ABORTED"));
        bed.step();

        bed.ended(RestoreTestBed.ID + "-2", Map.of("Error", "ABORTED"));

        assertThat(bed.subjects()).hasSize(2).allMatch(subject -> subject.contains("orders: interrupted"));
    }

    /** The executions after the first one have a number behind the id. */
    @Test
    void knowsTheRestoreOfALaterExecution() {
        bed.planned();

        bed.ended(RestoreTestBed.ID + "-2", Map.of("Error", "TIMED_OUT"));

        assertThat(bed.record().log().getLast().what()).contains("TIMED_OUT");
    }

    @Test
    void reportsTheEndOfARestoreOfWhichNobodyWasNotified() {
        bed.planned();
        bed.aws.sandbox().faults().add(Fault.on("Publish", Effect.DENIED));
        assertThatThrownBy(bed::run).hasMessageContaining("could not be sent");
        bed.aws.sandbox().faults().clear();

        bed.ended(RestoreTestBed.ID.value(), Map.of("Error", "FAILED", "Cause", "the alert"));

        assertThat(bed.subjects()).singleElement().asString().contains("complete");
    }

    @Test
    void goesOnWithoutATopic() {
        bed.withoutTopic();
        bed.planned();

        assertThat(bed.run()).isEqualTo("DONE");
        assertThat(bed.mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | The input has no 'id'.",
                "[] | The input is JSON, but no object.",
                "{\"id\": \"Not An Id\"} | which no restore has",
                "{\"id\": \"20261122-100000-orders-7f3a\"} | There is no restore 20261122-100000-orders-7f3a of a table in eu-west-1.",
                "{\"id\": \"20261122-100000-orders-7f3a\", \"token\": 3} | The input.token is not a text",
                "{\"id\": \"20261122-100000-orders-7f3a\", \"error\": \"x\"} | The input.error is not an object",
                "{\"id\": \"20261122-100000-orders-7f3a\", \"token\": \"t\", \"error\": {}} | is about one of them"
            })
    void refusesWhatItDoesNotKnow(String event, String message) {
        assertThatThrownBy(() -> bed.invoke(event, bed.aws.functionClients()))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining(message);
    }

    @Test
    void failsWhereTheRecordCannotBeRead() {
        bed.planned();
        bed.aws.sandbox().faults().add(Fault.on("GetItem", Effect.DENIED));

        assertThatThrownBy(bed::step)
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("The record of restore " + RestoreTestBed.ID + " could not be read.");
        bed.aws.sandbox().faults().clear();
    }

    private void approve(String who, boolean breakGlass) {
        RestoreRecord record = bed.record();
        Instant now = bed.aws.time().instant();
        bed.write(record.approved(
                new Approval(who, now, record.plan().digest(), breakGlass), "Approved by " + who + "."));
    }

    private static long seconds(String answer) {
        return ((Number) ((Map<?, ?>) Json.parse(answer)).get("seconds")).longValue();
    }
}
