package io.pitrguard.wiring;

import io.pitrguard.aws.AwsClock;
import io.pitrguard.domain.selfcheck.ClockSkew;
import io.pitrguard.port.Time;
import java.time.Instant;

/** A machine's time, and how far AWS's differs from it. */
record AwsTime(Time machine, AwsClock aws) implements Time {
    @Override
    public Instant instant() {
        return machine.instant();
    }

    @Override
    public ClockSkew skew() {
        return aws.skew();
    }

    @Override
    public void sleepUntil(Instant moment) throws InterruptedException {
        machine.sleepUntil(moment);
    }
}
