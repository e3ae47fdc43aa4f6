package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.Trail;
import io.pitrguard.sandbox.wire.Input;
import java.util.Optional;
import java.util.regex.Pattern;

/** How requests name a trail: by its name in its home region, by its ARN everywhere. */
final class TrailNames {

    private static final Pattern ARN =
            Pattern.compile("arn:aws[\\w-]*:cloudtrail:[a-z0-9-]+:\\d{12}:trail/[A-Za-z0-9._-]+");
    private static final Pattern CHARACTERS = Pattern.compile("[.\\-_0-9a-zA-Z]+");
    private static final Pattern ADJACENT = Pattern.compile(".*[._-]{2}.*");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int SHORTEST = 3;
    private static final int LONGEST = 128;

    private TrailNames() {}

    /** Returns the trail that a request names, its own or a shadow. */
    static Trail require(Input input, String member, Account account) {
        String text = input.text(member).orElse("");
        requireValid(text);
        AccountRegion location = account.location();
        // AWS names the ARN in its refusal, also of a trail that was asked for by name.
        String arn = isArn(text) ? text : location.trail(text);
        return find(text, account).orElseThrow(() -> TrailErrors.notFound(arn, location));
    }

    /** Returns the trail that a change names: only its owner changes it, in its home region. */
    static Trail requireOwn(Input input, String member, Account account) {
        Trail trail = require(input, member, account);
        if (!trail.home().account().equals(account.location().account())) {
            throw TrailErrors.notManagementAccount();
        }
        if (trail.shadowIn(account.location())) {
            throw TrailErrors.otherHome(trail.name(), trail.home().region());
        }
        return trail;
    }

    /** Returns what shows under a name or ARN; a shadow has no name. */
    static Optional<Trail> find(String text, Account account) {
        AccountRegion location = account.location();
        String arn = isArn(text) ? text : location.trail(text);
        return account.trails().find(arn).filter(trail -> trail.showsIn(location));
    }

    /** Refuses what can be neither the name nor the ARN of a trail. */
    static void requireValid(String text) {
        if (!isArn(text)) {
            requireName(text);
        } else if (!ARN.matcher(text).matches()) {
            throw TrailErrors.invalidArn(text);
        }
    }

    /** Refuses what can not be the name of a trail (API reference, InvalidTrailNameException). */
    static void requireName(String name) {
        int length = name.length();
        require(
                length >= SHORTEST,
                "Trail name too short. Minimum allowed length: 3 characters. Specified name length: " + length
                        + " characters.");
        require(
                length <= LONGEST,
                "Trail name too long. Maximum allowed length: 128 characters. Specified name length: " + length
                        + " characters.");
        require(edge(name.charAt(0)), "Trail name must starts with a letter or number.");
        require(edge(name.charAt(length - 1)), "Trail name must ends with a letter or number.");
        require(
                CHARACTERS.matcher(name).matches(),
                "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens"
                        + " (-), and underscores (_).");
        require(
                !ADJACENT.matcher(name).matches(),
                "Trail name can not have adjacent periods, underscores, or hyphens.");
        require(!ADDRESS.matcher(name).matches(), "Trail name can not be in IP address format.");
    }

    private static boolean isArn(String text) {
        return text.startsWith("arn:");
    }

    private static boolean edge(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw TrailErrors.invalidName(message);
        }
    }
}
