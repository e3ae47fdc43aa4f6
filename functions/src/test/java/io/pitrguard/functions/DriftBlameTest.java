package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.report.StatusView;
import io.pitrguard.report.StatusViews;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom mail, status and history name for history that is lost. */
class DriftBlameTest {
    private final DriftTestBed bed = new DriftTestBed();

    @BeforeEach
    void create() {
        bed.create("orders").enabled(35);
        bed.pass(Duration.ofDays(40));
        bed.sweep();
        bed.pass(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private Instant disable(String user) {
        Instant at = bed.aws.time().instant();
        CallEvent event = bed.disable("orders").by(user);
        bed.pass(Duration.ofSeconds(4));
        bed.send(event);
        bed.deliver();
        return at;
    }

    private String lastMail() {
        return DriftTestBed.mail(bed.mails().getLast());
    }

    private StatusView.TableView status() {
        return StatusViews.of(
                        DriftTestBed.LEDGER,
                        bed.aws.where(),
                        List.of(bed.record("orders")),
                        FlappingRules.STANDARD,
                        bed.aws.time().instant())
                .tables()
                .getFirst();
    }

    @Test
    void secondLossExtendsTheFirstAndNamesBoth() {
        Instant first = disable("terraform");
        assertThat(lastMail())
                .contains("When:           " + first)
                .containsOnlyOnce("after user terraform called")
                .containsOnlyOnce(" user terraform\n");
        String since = status().historyLost().from();
        bed.pass(Duration.ofSeconds(23));

        Instant second = disable("jane");

        String blame =
                "at %s recovery was disabled by user terraform, with the AWS CLI; at %s recovery was disabled by user jane, with the AWS CLI"
                        .formatted(first, second);
        StatusView.LossView lost = status().historyLost();
        assertThat(lost.from()).isEqualTo(since);
        assertThat(lost.to()).isEqualTo(second.plusSeconds(4).toString());
        assertThat(lost.by()).isEqualTo(blame);
        assertThat(lastMail()).contains("Nothing between %s and %s".formatted(since, lost.to()), blame);
        assertThat(bed.timeline("orders"))
                .filteredOn(entry -> entry.kind() == TimelineEntry.Kind.HISTORY_LOST)
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.text()).contains("terraform").doesNotContain("jane"))
                .satisfies(entry -> assertThat(entry.actor()).isEmpty());
    }

    @Test
    void reportsFourDisablesInARowByFourPeople() {
        for (String user : List.of("ann", "bob", "cem", "dee")) {
            disable(user);
            String mail = lastMail();
            assertThat(mail).contains("Who:            user " + user);
            bed.pass(Duration.ofSeconds(23));
        }

        assertThat(lastMail()).contains("user bob", "user cem", "user dee").doesNotContain("Resolved:");
        assertThat(status().historyLost().by()).contains("user ann", "user bob", "user cem");
        assertThat(bed.timeline("orders"))
                .filteredOn(entry -> entry.kind() == TimelineEntry.Kind.RESOLVED)
                .noneMatch(entry -> entry.text().contains("history"));
    }
}
