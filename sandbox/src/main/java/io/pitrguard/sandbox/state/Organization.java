package io.pitrguard.sandbox.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What all accounts of the sandbox share: the organization's tree, the roles in the accounts, and the roles' sessions. */
public final class Organization {

    /** The id of the root. */
    public static final String ROOT = "r-sb01";

    private final List<Unit> units = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Map<String, String>> tags = new HashMap<>();
    private final Map<String, Role> roles = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private String manager = "";

    /** An organizational unit; {@code parent} is the root's id or another unit's. */
    public record Unit(String id, String name, String parent) {}

    /**
     * An account.
     *
     * @param state as Organizations names it, such as {@code ACTIVE}
     * @param parent the root's id or a unit's
     * @param regions those that are enabled
     */
    public record Member(String id, String name, String state, String parent, Set<String> regions) {
        /** Copies. */
        public Member {
            regions = Set.copyOf(regions);
        }
    }

    /**
     * A role that somebody may assume.
     *
     * @param externalId what a caller must give; null for nothing
     * @param trusted the account that may assume it
     */
    public record Role(String arn, @Nullable String externalId, String trusted) {}

    /**
     * Credentials of a role.
     *
     * @param role the role's ARN
     * @param arn that of the session
     */
    public record Session(String accessKey, String account, String role, String arn) {}

    /** Sets the account that may list the organization. */
    public synchronized void manage(String account) {
        manager = account;
    }

    /** Whether an account may list the organization. */
    public synchronized boolean isManager(String account) {
        return manager.equals(account);
    }

    /** Adds a unit below a parent. */
    public synchronized Unit addUnit(String name, String parent) {
        Unit unit = new Unit("ou-sb01-%08d".formatted(units.size() + 1), name, parent);
        units.add(unit);
        return unit;
    }

    /** Adds an account, or replaces the one of this id. */
    public synchronized void put(Member member) {
        members.removeIf(known -> known.id().equals(member.id()));
        members.add(member);
    }

    /** Returns an account; empty if the organization does not have it. */
    public synchronized Optional<Member> member(String id) {
        return members.stream().filter(member -> member.id().equals(id)).findFirst();
    }

    /** Tags an account. */
    public synchronized void tag(String account, String key, String value) {
        tags.computeIfAbsent(account, _ -> new TreeMap<>()).put(key, value);
    }

    /** Returns the tags of an account. */
    public synchronized Map<String, String> tags(String account) {
        return Map.copyOf(tags.getOrDefault(account, Map.of()));
    }

    /** Returns the accounts directly below a parent, in the order in which they came. */
    public synchronized List<Member> members(String parent) {
        return members.stream().filter(member -> member.parent().equals(parent)).toList();
    }

    /** Returns the units directly below a parent, in the order in which they came. */
    public synchronized List<Unit> units(String parent) {
        return units.stream().filter(unit -> unit.parent().equals(parent)).toList();
    }

    /** Whether an id is the root's or a unit's. */
    public synchronized boolean isParent(String id) {
        return id.equals(ROOT) || units.stream().anyMatch(unit -> unit.id().equals(id));
    }

    /** Adds a role, or replaces the one of this ARN. */
    public synchronized void put(Role role) {
        roles.put(role.arn(), role);
    }

    /** Removes a role. AWS no longer knows its sessions then, even if a role of the same name follows. */
    public synchronized void removeRole(String arn) {
        roles.remove(arn);
        sessions.values().stream()
                .filter(session -> session.role().equals(arn))
                .forEach(session -> ended.add(session.accessKey()));
    }

    /** Returns a role; empty if there is none. */
    public synchronized Optional<Role> role(String arn) {
        return Optional.ofNullable(roles.get(arn));
    }

    /** Starts a session of a role. */
    public synchronized Session start(String account, String role, String arn) {
        String key = "ASIA"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
        Session session = new Session(key, account, role, arn);
        sessions.put(key, session);
        return session;
    }

    /** Returns the session of an access key; empty for a key of no session. */
    public synchronized Optional<Session> session(String accessKey) {
        return Optional.ofNullable(sessions.get(accessKey));
    }

    /** Whether an access key is of a session whose role was removed. */
    public synchronized boolean isEnded(String accessKey) {
        return ended.contains(accessKey);
    }
}
