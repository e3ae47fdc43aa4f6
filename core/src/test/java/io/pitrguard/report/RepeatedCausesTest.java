package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.remediation.OutcomeKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RepeatedCausesTest {
    private static String denied(String name) {
        return "AWS denied dynamodb:DescribeContinuousBackups on " + name + " (AccessDeniedException: User: u is not"
                + " authorized to perform: dynamodb:DescribeContinuousBackups on resource:"
                + " arn:aws:dynamodb:eu-west-1:111122223333:table/" + name + "). Allow the caller.";
    }

    private static List<SweepView.TableView> undetermined(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Views.open("table-" + i, denied("table-" + i)))
                .toList();
    }

    @Test
    void saysOnceWhyManyTablesAreUndetermined() {
        List<SweepView.TableView> shown = RepeatedCauses.once(undetermined(4));

        assertThat(shown)
                .extracting(SweepView.TableView::reason)
                .containsExactly(
                        denied("table-1") + " The same holds for 3 more tables.",
                        "The same as for table-1.",
                        "The same as for table-1.",
                        "The same as for table-1.");
    }

    @Test
    void saysOnceWhyManyFixesFailed() {
        List<SweepView.TableView> shown = RepeatedCauses.once(Stream.of("a-1", "b-1", "c-1")
                .map(name ->
                        Views.off(name, new SweepView.RemediationView(OutcomeKind.FIX_FAILED, denied(name), List.of())))
                .toList());

        assertThat(shown)
                .extracting(table -> table.remediation().message())
                .containsExactly(
                        denied("a-1") + " The same holds for 2 more tables.",
                        "The same as for a-1.",
                        "The same as for a-1.");
    }

    @Test
    void leavesFewAndDifferentCausesAndPlansAsTheyAre() {
        List<SweepView.TableView> tables = Stream.concat(
                        undetermined(2).stream(),
                        Stream.of(
                                Views.open("a-1", "x"),
                                Views.open("b-1", "y"),
                                Views.off("c-1"),
                                Views.off("d-1"),
                                Views.off("e-1")))
                .toList();

        assertThat(RepeatedCauses.once(tables)).isEqualTo(tables);
    }

    /** The mail says it once; what machines read keeps each table's own cause. */
    @Test
    void mailSaysItOnce() throws Exception {
        SweepView view = Views.view(true, null, undetermined(5));
        String mail = mail(view);

        assertThat(mail.split("AWS denied", -1)).hasSize(2);
        assertThat(mail).contains("The same holds for 4 more tables.", "The same as for table-1.");
        assertThat(new ObjectMapper().readTree(Json.write(view)).get("tables"))
                .allSatisfy(table -> assertThat(table.get("reason").asText()).startsWith("AWS denied"));
    }

    private static String mail(SweepView view) {
        return DigestText.of(
                view, SweepDigest.content(view, Severity.LOW, Optional.empty()).content());
    }
}
