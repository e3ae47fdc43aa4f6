package io.pitrguard.report;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** The keys of the documents of a sweep. */
public final class SweepKeys {
    /** The accounts of the organization, as the latest plan found them. */
    public static final String ORGANIZATION = "organization.json";

    private SweepKeys() {}

    /** Returns the key of a sweep's plan. */
    public static String plan(String sweep) {
        return of(sweep) + "plan.json";
    }

    /** Returns the key of the list of places that the state machine goes through. */
    public static String places(String sweep) {
        return of(sweep) + "places.json";
    }

    /** Returns what the keys of all parts of a sweep begin with; they are in the order of accounts, regions and calls. */
    public static String parts(String sweep) {
        return of(sweep) + "parts/";
    }

    /** Returns what the keys of the parts of one place begin with. */
    public static String parts(String sweep, PlaceView place) {
        return parts(sweep) + place.account() + "/" + place.region() + "/";
    }

    /** Returns the key of the part of one call. */
    public static String part(String sweep, PlaceView place, int call) {
        return parts(sweep, place) + name(call);
    }

    /** Returns the key of the tables of one call, whole: evidence that only people read. */
    public static String tables(String sweep, PlaceView place, int call) {
        return of(sweep) + "tables/" + place.account() + "/" + place.region() + "/" + name(call);
    }

    /** Returns the key of the report of the whole sweep. */
    public static String report(String sweep) {
        return of(sweep) + "report.json";
    }

    /**
     * Returns the key of what says that a digest was sent.
     *
     * @param owner who gets it; empty for the digest without an owner
     */
    public static String digest(String sweep, Optional<String> owner) {
        return of(sweep) + "digests/"
                + owner.map(who -> UUID.nameUUIDFromBytes(who.getBytes(StandardCharsets.UTF_8))
                                .toString())
                        .orElse("all")
                + ".json";
    }

    private static String of(String sweep) {
        return "sweeps/" + sweep + "/";
    }

    private static String name(int call) {
        return "%04d.json".formatted(call);
    }
}
