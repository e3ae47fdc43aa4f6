package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.port.AnyDrill;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillViewsTest {
    private static final Controls CONTROLS = Controls.load();
    private static final CheckResult PASSED = AnyDrill.results().getFirst();
    private static final CheckResult FAILED = AnyDrill.results().get(1);

    @Test
    void showsAllThatAuditorsAskFor() {
        DrillView view = DrillViews.of(AnyDrill.full(), CONTROLS);

        assertThat(view.verdict()).isEqualTo("FAILED");
        assertThat(view.times().recoverySeconds()).isEqualTo(90);
        assertThat(view.times().targetSeconds()).isEqualTo(7200);
        assertThat(view.source().recoveryPointSeconds()).isEqualTo(300);
        assertThat(view.target().tableId()).isEqualTo("id-2");
        assertThat(view.cost().mostUsd()).isEqualTo("0.30");
        assertThat(view.cleanup().gone()).isTrue();
        assertThat(view.controls()).contains("SOC 2 A1.3", "CIS Controls v8 11.5", "ISO/IEC 27001:2022 A.8.13");
        assertThat(Json.parse(Json.write(view)))
                .isInstanceOfSatisfying(
                        Map.class,
                        json -> assertThat(json.get("drill"))
                                .isEqualTo(AnyDrill.full().id().value()));
    }

    @Test
    void leavesOutWhatIsNotKnownYet() {
        DrillView view = DrillViews.of(DrillRecord.planned(AnyDrill.id(1), AnyDrill.plan()), CONTROLS);

        assertThat(view.verdict()).isNull();
        assertThat(view.times().requested()).isNull();
        assertThat(view.cost().notKnown()).isEqualTo("No price is known.");
        assertThat(view.cleanup().gone()).isFalse();
        assertThat(page(view)).contains("Restore not judged yet").doesNotContain("null");
    }

    @Test
    void showsWhyATableIsLeft() {
        DrillRecord left = AnyDrill.record(
                AnyDrill.id(1),
                new DrillState.Ended(Optional.of(new DrillState.LeftOver("id-2", List.of("It is used.")))));

        assertThat(DrillViews.of(left, CONTROLS).cleanup())
                .isEqualTo(new DrillView.Cleanup(false, List.of("It is used.")));
    }

    @Test
    void escapesWhatOthersWrote() {
        CheckResult.Question question =
                new CheckResult.Question(CheckKind.ASSERTION, "<script>alert('x')</script>", "&\"");
        DrillRecord drill = AnyDrill.ended(1, AnyDrill.AT, question.failed("<b>", "<i>"));

        assertThat(page(DrillViews.of(drill, CONTROLS)))
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;", "&amp;&quot;")
                .doesNotContain("<script>", "<b>", "<i>");
    }

    private static String page(DrillView view) {
        return new String(DrillPage.of(view), StandardCharsets.UTF_8);
    }
}
