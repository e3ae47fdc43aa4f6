package io.pitrguard.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.policy.BackupRequirement;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyBackup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = AnyBackup.AT;

    @Test
    void deletesWhatIsOlderThanTheRuleKeeps() {
        List<Retention> decisions = decide(asked(100, 2), made(1, 10), made(2, 50), made(3, 99), made(4, 100));

        assertThat(decisions)
                .containsExactly(
                        new Retention.Keep(made(1, 10), "the newest good backup of the table"),
                        new Retention.Keep(made(2, 50), "one of the newest 2 good backups of the table"),
                        new Retention.Keep(made(3, 99), "kept until 2026-11-23T10:00:00Z"),
                        new Retention.Delete(
                                made(4, 100),
                                "kept until 2026-11-22T10:00:00Z",
                                List.of(
                                        AnyBackup.made(1, NOW.minus(Duration.ofDays(10))),
                                        AnyBackup.made(2, NOW.minus(Duration.ofDays(50))))));
    }

    @Test
    void keepsTheNewestWhateverItsAge() {
        assertThat(decide(asked(1, 1), made(1, 5000)))
                .containsExactly(new Retention.Keep(made(1, 5000), "the newest good backup of the table"));
    }

    @Test
    void keepsWhatNoRuleLimits() {
        Keeping forever = new Keeping.Asked("books", new BackupRequirement(Duration.ofDays(1), Optional.empty(), 1));

        assertThat(decide(forever, made(1, 1), made(2, 5000)).getLast())
                .isEqualTo(new Retention.Keep(made(2, 5000), "its rule has no keepFor"));
        assertThat(decide(new Keeping.NotAsked(), made(1, 1), made(2, 5000)).getLast())
                .isEqualTo(new Retention.Keep(made(2, 5000), "no rule of the policy limits its age"));
    }

    @Test
    void keepsWhatIsNotKnown() {
        Keeping unknown = new Keeping.NotKnown(new Cause(Cause.Kind.DENIED, "AWS denied the tags."));

        assertThat(decide(unknown, made(1, 1), AnyBackup.keptUntil(made(2, 5000), NOW))
                        .getLast())
                .isInstanceOfSatisfying(
                        Retention.Keep.class,
                        keep -> assertThat(keep.reason())
                                .contains("which rule applies is not known: AWS denied the tags."));
    }

    @Test
    void goesByTheEndThatItsRequesterNamed() {
        BackupRecord ended = AnyBackup.keptUntil(made(2, 5), NOW);
        BackupRecord open = AnyBackup.keptUntil(made(3, 5000), NOW.plusSeconds(1));

        for (Keeping keeping : List.of(asked(100, 1), new Keeping.NotAsked())) {
            assertThat(decide(keeping, made(1, 1), ended, open).subList(1, 3))
                    .hasExactlyElementsOfTypes(Retention.Delete.class, Retention.Keep.class);
        }
    }

    /** Whatever the policy, one good backup of each table stays, and it is the newest. */
    @Test
    void neverDeletesTheNewest() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<BackupRecord> records = new ArrayList<>();
            int count = 1 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                BackupRecord made = made(i, random.nextInt(4000));
                records.add(random.nextBoolean() ? made : AnyBackup.keptUntil(made, NOW.minusSeconds(1)));
            }
            Collections.shuffle(records, random);
            Keeping keeping = random.nextBoolean() ? new Keeping.NotAsked() : asked(1 + random.nextInt(50), 1);

            List<Retention> decisions = decide(keeping, records.toArray(BackupRecord[]::new));

            assertThat(decisions).hasSize(count);
            Retention.Keep newest = (Retention.Keep) decisions.getFirst();
            assertThat(records)
                    .allSatisfy(each -> assertThat(created(each)).isBeforeOrEqualTo(created(newest.record())));
            decisions.stream()
                    .filter(Retention.Delete.class::isInstance)
                    .map(Retention.Delete.class::cast)
                    .forEach(delete -> assertThat(delete.keepers().getFirst())
                            .isEqualTo(newest.record().state().made().orElseThrow()));
        }
    }

    @Test
    void deletesNothingWithoutANewerOne() {
        assertThatThrownBy(() -> new Retention.Delete(made(1, 1), "kept until yesterday", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant created(BackupRecord record) {
        return record.state().made().orElseThrow().created();
    }

    private static List<Retention> decide(Keeping keeping, BackupRecord... records) {
        return Retention.of(
                Stream.of(records)
                        .map(record -> new BackupProof.Proven(record, AnyBackup.listed(record)))
                        .toList(),
                keeping,
                NOW);
    }

    private static Keeping asked(int keepFor, int keepLast) {
        return new Keeping.Asked(
                "books", new BackupRequirement(Duration.ofDays(30), Optional.of(Duration.ofDays(keepFor)), keepLast));
    }

    private static BackupRecord made(int number, int daysAgo) {
        return AnyBackup.made(number, Duration.ofDays(daysAgo));
    }
}
