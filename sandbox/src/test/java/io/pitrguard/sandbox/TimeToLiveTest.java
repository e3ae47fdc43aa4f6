package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Time to live changes once per hour per table. */
class TimeToLiveTest extends SandboxFixture {

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders");
    }

    @Test
    void changesOncePerHour() {
        assertThat(describe()).isEqualTo(status(TimeToLiveStatus.DISABLED, null));
        set(true, "expires");
        assertThat(describe()).isEqualTo(status(TimeToLiveStatus.ENABLED, "expires"));

        clock.advance(Duration.ofMinutes(59));
        assertInvalid(
                () -> set(false, "expires"), "Time to live has been modified multiple times within a fixed interval");
        clock.advance(Duration.ofMinutes(1));
        set(false, "expires");
        assertThat(describe()).isEqualTo(status(TimeToLiveStatus.DISABLED, null));
        assertInvalid(() -> set(true, "expires"), "within a fixed interval");
    }

    @Test
    void refusesAChangeThatChangesNothingOrTheAttribute() {
        assertInvalid(() -> set(false, "expires"), "TimeToLive is already disabled");
        sandbox.tables().get("orders").settings().timeToLive("expires");

        assertInvalid(() -> set(true, "expires"), "TimeToLive is already enabled");
        assertInvalid(() -> set(true, "until"), "TimeToLive is active on a different AttributeName");
        set(false, "expires");
    }

    @Test
    void isOnItsWayForAsLongAsUpdatesTake() {
        sandbox.tables().updatesTake(Duration.ofMinutes(10), Duration.ZERO);
        set(true, "expires");

        assertThat(describe()).isEqualTo(status(TimeToLiveStatus.ENABLING, "expires"));
        clock.advance(Duration.ofHours(1));
        assertThat(describe().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        set(false, "expires");
        assertThat(describe().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLING);
    }

    @Test
    void dependsOnTheStatusOfTheTable() {
        sandbox.tables().get("orders").status("CREATING");

        assertInvalid(this::describe, "Cannot describe time to live while table is in CREATING state");
        assertRefused(() -> set(true, "expires"), "ResourceInUseException");
        sandbox.tables().get("orders").status("DELETING");
        assertInvalid(this::describe, "DELETING state");
    }

    @Test
    void needsATableAnAttributeAndAFlag() {
        assertRefused(
                () -> dynamoDb.describeTimeToLive(request -> request.tableName("missing")),
                "ResourceNotFoundException");
        assertInvalid(() -> set(true, "a".repeat(256)), "length between 1 and 255");
        assertInvalid(() -> set(true, ""), "length between 1 and 255");
        assertInvalid(() -> set(true, null), "timeToLiveSpecification.attributeName");
        assertInvalid(
                () -> dynamoDb.updateTimeToLive(request -> request.tableName("orders")
                        .timeToLiveSpecification(specification -> specification.attributeName("expires"))),
                "timeToLiveSpecification.enabled");
        assertInvalid(
                () -> dynamoDb.updateTimeToLive(request -> request.tableName("orders")), "timeToLiveSpecification");
        assertRefused(
                () -> dynamoDb.updateTimeToLive(request -> request.tableName("missing")
                        .timeToLiveSpecification(
                                specification -> specification.enabled(true).attributeName("expires"))),
                "ResourceNotFoundException");
    }

    private void set(boolean enabled, String attribute) {
        dynamoDb.updateTimeToLive(request -> request.tableName("orders")
                .timeToLiveSpecification(
                        specification -> specification.enabled(enabled).attributeName(attribute)));
    }

    private TimeToLiveDescription describe() {
        return dynamoDb.describeTimeToLive(request -> request.tableName("orders"))
                .timeToLiveDescription();
    }

    private static TimeToLiveDescription status(TimeToLiveStatus status, String attribute) {
        return TimeToLiveDescription.builder()
                .timeToLiveStatus(status)
                .attributeName(attribute)
                .build();
    }
}
