package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.port.DeadLetters;
import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.state.QueueSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code pitr-guard redrive}: its effect on the queues and its output. */
class RedriveCommandTest {
    private final Cli cli = Cli.start();
    private final SandboxQueue dead = cli.sandbox().queues().create("pitr-guard-drift-dlq");
    private final SandboxQueue source = cli.sandbox()
            .queues()
            .create(
                    "pitr-guard-drift",
                    QueueSettings.defaults()
                            .withVisibilityTimeout(Duration.ZERO)
                            .withRedrive(new QueueSettings.Redrive(dead.arn(), 1)));

    @AfterEach
    void close() {
        cli.close();
    }

    private void fail(String body) {
        source.send(body);
        source.receive(1);
        source.receive(1);
    }

    @Test
    void requeuesFailedMessages() {
        fail("one");
        fail("two");

        CommandResult result = Cli.run("redrive").announced().ends(0);

        assertThat(result.out()).isEqualTo("2 messages requeued from pitr-guard-drift-dlq.\n");
        assertThat(result.err()).isEmpty();
        assertThat(source.messages()).extracting(QueueMessage::body).containsExactly("one", "two");
        assertThat(dead.messages()).isEmpty();
    }

    @Test
    void requeuesFromTheGivenQueue() {
        fail("one");

        assertThat(Cli.run("redrive", "--queue", dead.url()).ends(0).out())
                .isEqualTo("1 message requeued from " + dead.url() + ".\n");
    }

    @Test
    void clearsItsProgressFromATerminal() {
        System.setProperty("pitrguard.stderr.tty", "true");
        fail("one");

        assertThat(Cli.run("redrive").announced().ends(0).err()).isEqualTo("\r\033[K");
    }

    @Test
    void showsItsProgress() {
        assertThat(RedriveCommand.line(move(OptionalLong.of(9)))).isEqualTo("3 of about 9 messages requeued");
        assertThat(RedriveCommand.line(move(OptionalLong.empty()))).isEqualTo("3 messages requeued");
    }

    private static DeadLetters.Move move(OptionalLong total) {
        return new DeadLetters.Move(Instant.EPOCH, DeadLetters.Stage.RUNNING, 3, total, "RUNNING");
    }

    @Test
    void saysThatTheQueueIsEmpty() {
        assertThat(Cli.run("redrive").announced().ends(0).out())
                .isEqualTo("No messages to requeue in pitr-guard-drift-dlq.\n");
    }

    @Test
    void saysWhyAMoveStopped() {
        dead.send("from nowhere");

        assertThat(Cli.run("redrive").announced().ends(1).err())
                .isEqualTo("pitr-guard: requeuing messages from pitr-guard-drift-dlq stopped after 0 messages: FAILED:"
                        + " CouldNotDetermineMessageSource. The others remain there."
                        + " Messages sent there by hand cannot be moved; receive or delete them.\n");
    }

    @Test
    void namesAMissingQueue() {
        cli.sandbox().queues().delete("pitr-guard-drift-dlq");

        assertThat(Cli.run("redrive").announced().ends(1).err())
                .startsWith("pitr-guard: could not requeue messages from pitr-guard-drift-dlq. There is no queue"
                        + " pitr-guard-drift-dlq in this account and region (sqs:GetQueueUrl: ")
                .endsWith(
                        " Deploy pitr-guard there, or name the drift function's dead-letter queue in this region (--queue"
                                + " or PITR_GUARD_DRIFT_DLQ_URL, --region).\n");
    }

    @Test
    void saysWhatToAllow() {
        cli.sandbox().faults().add(Fault.on("StartMessageMoveTask", Effect.DENIED));

        assertThat(Cli.run("redrive").announced().ends(1).err())
                .endsWith("Allow the caller sqs:StartMessageMoveTask.\n");
    }

    @Test
    void saysThatTheMoveRunsWhenItsProgressCannotBeRead() {
        cli.sandbox()
                .faults()
                .add(Fault.on("ListMessageMoveTasks", Effect.DENIED).skip(1));

        assertThat(Cli.run("redrive").announced().ends(1).err())
                .startsWith("pitr-guard: messages from pitr-guard-drift-dlq are being requeued, but the progress")
                .endsWith(" Run the command again to check.\n");
    }
}
