package io.pitrguard.aws;

import io.pitrguard.domain.selfcheck.ClockSkew;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Learns how far this machine's clock differs from AWS's from the {@code Date} of each answer. The SDK does so itself, but
 * for signatures only.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
public final class AwsClock implements ExecutionInterceptor {
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.US);

    private final InstantSource machine;
    private volatile ClockSkew skew = ClockSkew.NONE;

    /** Compares with this clock of the machine. */
    public AwsClock(InstantSource machine) {
        this.machine = machine;
    }

    /** Returns the difference that the newest answer showed; none before the first one. */
    public ClockSkew skew() {
        return skew;
    }

    @Override
    public void afterTransmission(Context.AfterTransmission call, ExecutionAttributes attributes) {
        call.httpResponse()
                .firstMatchingHeader("Date")
                .flatMap(AwsClock::instant)
                .ifPresent(aws -> skew = ClockSkew.between(machine.instant(), aws));
    }

    /** A date that cannot be read tells nothing. */
    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(DATE.parse(date, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
