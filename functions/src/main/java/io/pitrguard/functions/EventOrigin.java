package io.pitrguard.functions;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.AwsNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which account and region an event comes from, as the service says that delivered it, and what else the event says of
 * that. Nothing but agreement makes it certain: an event must not lead to the tables of another account.
 *
 * @param from by the service that delivered the event
 * @param claims what other fields of the event say
 */
record EventOrigin(AccountRegion from, List<Claim> claims) {
    private static final Pattern REGION = Pattern.compile(AwsNames.REGION);
    private static final Pattern ACCOUNT = Pattern.compile(AwsNames.ACCOUNT);

    /** One field of an event, what it should be the same as, and what it is. */
    record Claim(String field, String expected, String actual) {}

    EventOrigin {
        claims = List.copyOf(claims);
    }

    /**
     * Creates an origin without further claims.
     *
     * @throws RefusedEventException if these can be no account and region
     */
    static EventOrigin of(String partition, String account, String region) {
        if (!ACCOUNT.matcher(account).matches() || !REGION.matcher(region).matches()) {
            throw new RefusedEventException(
                    "The event comes from account '%s' in region '%s', which can be neither. Check what invokes this function."
                            .formatted(Caller.cut(account), Caller.cut(region)));
        }
        return new EventOrigin(new AccountRegion(partition, account, region), List.of());
    }

    /** Adds what a field says of the partition; empty if it says nothing. */
    EventOrigin partition(String field, Optional<String> partition) {
        return with(field, from.partition(), partition);
    }

    /** Adds what a field says of the account; empty if it says nothing. */
    EventOrigin account(String field, Optional<String> account) {
        return with(field, from.account(), account);
    }

    /** Adds what a field says of the region; empty if it says nothing. */
    EventOrigin region(String field, Optional<String> region) {
        return with(field, from.region(), region);
    }

    private EventOrigin with(String field, String expected, Optional<String> actual) {
        List<Claim> more = new ArrayList<>(claims);
        actual.ifPresent(text -> more.add(new Claim(field, expected, text)));
        return new EventOrigin(from, more);
    }

    /**
     * Returns the account and region.
     *
     * @throws RefusedEventException if a field contradicts them; it names the field
     */
    AccountRegion certain() {
        claims.stream()
                .filter(claim -> !claim.actual().equals(claim.expected()))
                .findFirst()
                .ifPresent(claim -> {
                    throw new RefusedEventException(
                            "The event comes from account %s in %s, but its %s names %s. Refused: no table was read. Check who sends such events; AWS does not."
                                    .formatted(
                                            from.account(), from.region(), claim.field(), Caller.cut(claim.actual())));
                });
        return from;
    }
}
