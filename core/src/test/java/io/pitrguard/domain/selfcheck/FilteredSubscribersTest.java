package io.pitrguard.domain.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.FilteredSubscribers.Asked;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.table.Cause;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilteredSubscribersTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:pitr-guard-alerts";
    private static final Optional<Cause> READ = Optional.empty();

    private static FilteredSubscribers of(Optional<Cause> unread, int notAsked, Delivery... deliveries) {
        List<Asked> asked = Arrays.stream(deliveries)
                .map(delivery -> new Asked(
                        new Subscription(TOPIC + ":1", "email", delivery.name() + "@example.com", true), delivery))
                .toList();
        return new FilteredSubscribers(TOPIC, asked, unread, notAsked);
    }

    private static Optional<HealthFinding> finding(Optional<Cause> unread, int notAsked, Delivery... deliveries) {
        return of(unread, notAsked, deliveries).finding("eu-west-1");
    }

    private static Optional<Cause> cause(Cause.Kind kind) {
        return Optional.of(new Cause(kind, "AWS failed."));
    }

    @Test
    void oneSubscriberThatGetsSomethingIsEnough() {
        assertThat(finding(READ, 0, Delivery.SOME)).isEmpty();
        assertThat(finding(READ, 0, Delivery.NONE, Delivery.SOME)).isEmpty();
        assertThat(finding(cause(Cause.Kind.DENIED), 3, Delivery.SOME)).isEmpty();
        assertThat(finding(READ, 0))
                .as("nobody confirmed: that is told otherwise")
                .isEmpty();
    }

    @Test
    void surelyNobodyGetsItOnlyIfEachDropsIt() {
        assertThat(of(READ, 0).delivery()).as("nobody is subscribed").isEqualTo(Delivery.NONE);
        assertThat(of(READ, 0, Delivery.NONE, Delivery.NONE).delivery()).isEqualTo(Delivery.NONE);
        assertThat(of(READ, 0, Delivery.NONE, Delivery.UNDECIDED).delivery()).isEqualTo(Delivery.UNDECIDED);
        assertThat(of(READ, 1, Delivery.NONE).delivery()).isEqualTo(Delivery.UNDECIDED);
        assertThat(of(cause(Cause.Kind.DENIED), 0, Delivery.NONE).delivery()).isEqualTo(Delivery.UNDECIDED);
        assertThat(of(cause(Cause.Kind.DENIED), 1, Delivery.UNDECIDED, Delivery.SOME)
                        .delivery())
                .isEqualTo(Delivery.SOME);
    }

    @ParameterizedTest
    @CsvSource({"DENIED, false", "REFUSED, false", "THROTTLED, true", "BROKEN, true", "OUT_OF_TIME, true"})
    void whatCouldNotBeReadIsUnknown(Cause.Kind kind, boolean passing) {
        assertThat(finding(cause(kind), 0, Delivery.NONE)).hasValueSatisfying(finding -> {
            assertThat(finding)
                    .isInstanceOfSatisfying(
                            HealthFinding.Unknown.class,
                            unknown -> assertThat(unknown.passing()).isEqualTo(passing));
            assertThat(finding.what()).contains(TOPIC, "could not be read. AWS failed.");
        });
    }

    @Test
    void whatWasNotAskedForIsUnknown() {
        assertThat(finding(READ, 7, Delivery.NONE)).hasValueSatisfying(finding -> {
            assertThat(finding).isInstanceOf(HealthFinding.Unknown.class);
            assertThat(finding.what()).contains("those of 7 more were not read");
        });
    }

    @Test
    void namesWhomItDoesNotReachAndTheRemedy() {
        assertThat(finding(READ, 0, Delivery.NONE))
                .containsInstanceOf(HealthFinding.Problem.class)
                .hasValueSatisfying(finding -> {
                    assertThat(finding.what())
                            .contains(TOPIC, "NONE@example.com (gets nothing)")
                            .doesNotContain("more.");
                    assertThat(((HealthFinding.Problem) finding).remedy())
                            .contains("--subscription-arn " + TOPIC + ":1 --attribute-name FilterPolicy")
                            .endsWith("--attribute-value '{}' --region eu-west-1");
                });
    }

    @Test
    void aFilterPolicyThatCannotBeJudgedIsUnknown() {
        assertThat(finding(READ, 0, Delivery.NONE, Delivery.UNDECIDED)).hasValueSatisfying(finding -> {
            assertThat(finding)
                    .isInstanceOfSatisfying(
                            HealthFinding.Unknown.class,
                            unknown -> assertThat(unknown.passing()).isFalse());
            assertThat(finding.what())
                    .contains(
                            TOPIC,
                            "NONE@example.com (gets nothing)",
                            "UNDECIDED@example.com (may get nothing)",
                            "--subscription-arn " + TOPIC + ":1 --attribute-name FilterPolicy");
        });
    }

    @Test
    void namesAFewOfMany() {
        Delivery[] many = Collections.nCopies(20, Delivery.NONE).toArray(Delivery[]::new);

        assertThat(finding(READ, 0, many))
                .hasValueSatisfying(finding -> assertThat(finding.what()).endsWith(", and 15 more."));
    }
}
