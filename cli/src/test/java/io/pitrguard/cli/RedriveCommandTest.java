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

/** {@code pitr-guard redrive}: what it puts back and says. */
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

    private void giveUp(String body) {
        source.send(body);
        source.receive(1);
        source.receive(1);
    }

    @Test
    void putsBackWhatCouldNotBeProcessed() {
        giveUp("one");
        giveUp("two");

        Ran ran = Cli.run("redrive").ends(0);

        assertThat(ran.out()).isEqualTo("2 messages of pitr-guard-drift-dlq put back.\n");
        assertThat(ran.err()).isEmpty();
        assertThat(source.messages()).extracting(QueueMessage::body).containsExactly("one", "two");
        assertThat(dead.messages()).isEmpty();
    }

    @Test
    void takesTheQueueThatItIsTold() {
        giveUp("one");

        assertThat(Cli.run("redrive", "--queue", dead.url()).ends(0).out())
                .isEqualTo("1 message of " + dead.url() + " put back.\n");
    }

    @Test
    void wipesItsProgressFromATerminal() {
        System.setProperty("pitrguard.stderr.tty", "true");
        giveUp("one");

        assertThat(Cli.run("redrive").ends(0).err()).isEqualTo("\r\033[K");
    }

    @Test
    void saysHowFarItIs() {
        assertThat(RedriveCommand.line(move(OptionalLong.of(9)))).isEqualTo("3 of about 9 messages put back");
        assertThat(RedriveCommand.line(move(OptionalLong.empty()))).isEqualTo("3 messages put back");
    }

    private static DeadLetters.Move move(OptionalLong total) {
        return new DeadLetters.Move(Instant.EPOCH, DeadLetters.Stage.RUNNING, 3, total, "RUNNING");
    }

    @Test
    void saysThatTheQueueIsEmpty() {
        assertThat(Cli.run("redrive").ends(0).out())
                .isEqualTo("There was nothing in pitr-guard-drift-dlq to put back.\n");
    }

    @Test
    void saysWhyAMoveEndedEarly() {
        dead.send("from nowhere");

        assertThat(Cli.run("redrive").ends(1).err())
                .isEqualTo(
                        "pitr-guard: moving messages out of pitr-guard-drift-dlq ended early, after 0 of them: FAILED:"
                                + " CouldNotDetermineMessageSource. What is left is still there."
                                + " Messages that somebody sent there by hand cannot be moved; receive or delete them.\n");
    }

    @Test
    void namesTheQueueThatIsNotThere() {
        cli.sandbox().queues().delete("pitr-guard-drift-dlq");

        assertThat(Cli.run("redrive").ends(1).err())
                .startsWith("pitr-guard: could not put back the messages of pitr-guard-drift-dlq. AWS refused"
                        + " sqs:GetQueueUrl on pitr-guard-drift-dlq (")
                .endsWith(" Is that the drift function's dead-letter queue, and in this region (--queue,"
                        + " PITR_GUARD_DRIFT_DLQ_URL, --region)?\n");
    }

    @Test
    void saysWhatToAllow() {
        cli.sandbox().faults().add(Fault.on("StartMessageMoveTask", Effect.DENIED));

        assertThat(Cli.run("redrive").ends(1).err()).endsWith("Allow the caller sqs:StartMessageMoveTask.\n");
    }

    @Test
    void saysThatItStartedWhereItCannotFollow() {
        cli.sandbox()
                .faults()
                .add(Fault.on("ListMessageMoveTasks", Effect.DENIED).skip(1));

        assertThat(Cli.run("redrive").ends(1).err())
                .startsWith("pitr-guard: messages of pitr-guard-drift-dlq are being moved, but how far that is")
                .endsWith(" Run the command again to see.\n");
    }
}
