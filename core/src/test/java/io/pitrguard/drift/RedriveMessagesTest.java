package io.pitrguard.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DeadLetters;
import io.pitrguard.port.DeadLetters.Move;
import io.pitrguard.port.DeadLetters.Stage;
import io.pitrguard.port.InMemoryDeadLetters;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RedriveMessagesTest {
    private static final Instant OLD = SettableTime.START.minus(Duration.ofDays(1));
    private static final Instant NEW = SettableTime.START;
    private static final Cause DENIED = new Cause(Cause.Kind.DENIED, "AWS denied it.");

    private final SettableTime time = new SettableTime();
    private final List<Move> shown = new ArrayList<>();
    private int starts;

    @Test
    void putsAllMessagesBack() throws InterruptedException {
        InMemoryDeadLetters letters = new InMemoryDeadLetters(time);
        letters.add("one");
        letters.add("two");

        assertThat(new RedriveMessages(letters, time).run(shown::add)).isEqualTo(new RedriveOutcome.Requeued(2));
        assertThat(letters.back()).containsExactly("one", "two");
    }

    @Test
    void putsNothingBackWhereNothingIs() throws InterruptedException {
        assertThat(new RedriveMessages(new InMemoryDeadLetters(time), time).run(shown::add))
                .isEqualTo(new RedriveOutcome.Requeued(0));
    }

    @Test
    void saysWhyItCouldNotStart() throws InterruptedException {
        InMemoryDeadLetters letters = new InMemoryDeadLetters(time);
        letters.fail(DENIED);

        assertThat(new RedriveMessages(letters, time).run(shown::add))
                .isEqualTo(new RedriveOutcome.Failed(false, DENIED));
        assertThat(redrive(Optional.of(DENIED), List.of(none()))).isEqualTo(new RedriveOutcome.Failed(false, DENIED));
    }

    @Test
    void waitsForTheEndAndShowsEachStep() throws InterruptedException {
        RedriveOutcome outcome = redrive(List.of(
                of(OLD, Stage.COMPLETED, 9),
                // AWS may not list at once what it started.
                of(OLD, Stage.COMPLETED, 9),
                of(NEW, Stage.RUNNING, 1),
                of(NEW, Stage.RUNNING, 2),
                of(NEW, Stage.COMPLETED, 3)));

        assertThat(outcome).isEqualTo(new RedriveOutcome.Requeued(3));
        assertThat(starts).isEqualTo(1);
        assertThat(shown).extracting(Move::moved).containsExactly(1L, 2L, 3L);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void followsAMoveThatIsUnderWay() throws InterruptedException {
        assertThat(redrive(List.of(of(OLD, Stage.RUNNING, 1), of(OLD, Stage.RUNNING, 2), of(OLD, Stage.COMPLETED, 3))))
                .isEqualTo(new RedriveOutcome.Requeued(3));
        assertThat(starts).isZero();
    }

    @Test
    void saysWhyAMoveEndedEarly() throws InterruptedException {
        assertThat(redrive(List.of(none(), of(NEW, Stage.STOPPED, 1)))).isEqualTo(new RedriveOutcome.Stopped(1, "why"));
    }

    @Test
    void saysThatItStartedWhereItCannotFollow() throws InterruptedException {
        assertThat(redrive(List.of(none(), new Result.Failure<>(DENIED))))
                .isEqualTo(new RedriveOutcome.Failed(true, DENIED));
    }

    @Test
    void doesNotWaitForeverForAMoveThatIsNotListed() throws InterruptedException {
        assertThat(redrive(Optional.empty(), Collections.nCopies(100, none())))
                .isEqualTo(new RedriveOutcome.Failed(
                        true,
                        new Cause(Cause.Kind.BROKEN, "AWS took the order to move messages and does not list it.")));
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(1));
    }

    private RedriveOutcome redrive(List<Result<Optional<Move>>> answers) throws InterruptedException {
        return redrive(Optional.empty(), answers);
    }

    private RedriveOutcome redrive(Optional<Cause> refused, List<Result<Optional<Move>>> answers)
            throws InterruptedException {
        Iterator<Result<Optional<Move>>> each = answers.iterator();
        DeadLetters letters = new DeadLetters() {
            @Override
            public Result<Optional<Move>> newest() {
                return each.next();
            }

            @Override
            public Optional<Cause> start() {
                starts++;
                return refused;
            }
        };
        return new RedriveMessages(letters, time).run(shown::add);
    }

    private static Result<Optional<Move>> none() {
        return new Result.Success<>(Optional.empty());
    }

    private static Result<Optional<Move>> of(Instant startedAt, Stage stage, long moved) {
        return new Result.Success<>(Optional.of(new Move(startedAt, stage, moved, OptionalLong.of(3), "why")));
    }
}
