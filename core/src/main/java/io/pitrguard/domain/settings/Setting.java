package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A setting of a table. Adding one is one type, listed in {@link Settings#ALL}, and its calls in the adapter. Types of
 * settings have no state: any two of the same type are equal.
 */
public interface Setting {
    /** Returns what is the same on all tables. */
    Description description();

    /**
     * Returns the AWS CLI command that makes a change by hand.
     *
     * @param change a change of this setting
     */
    String command(SettingChange change, TableRef target);

    /** Returns the key that names it in commands and JSON. */
    default String key() {
        return description().key();
    }

    /** Returns the title that people read, in lower case. */
    default String title() {
        return description().title();
    }

    /** Compares the values of two tables. */
    default Comparison compare(SettingValue source, SettingValue target) {
        List<Difference> differences = Difference.between(source, target);
        return differences.isEmpty() ? new Comparison.Equal() : new Comparison.Differs(differences);
    }

    /**
     * Returns the writes that bring the target to what the source has, in their order, each with one AWS call. None removes
     * anything or turns anything off. By default one for each entry that the target lacks or has otherwise.
     */
    default List<SettingChange> changes(SettingValue source, SettingValue target) {
        List<SettingChange> changes = new ArrayList<>();
        source.beyond(target)
                .entries()
                .forEach((entry, value) ->
                        changes.add(new SettingChange(this, entry, SettingValue.of(entry, value), target)));
        return List.copyOf(changes);
    }

    /** Returns why a difference stays that no change removes. */
    default String obstacle(SettingValue source, SettingValue target) {
        return "Only the target has this. pitr-guard removes nothing and turns nothing off.";
    }

    /** Returns the setting that the target must have before this one can be written. */
    default Optional<Setting> requires() {
        return Optional.empty();
    }

    /** Returns the setting that brings the entries of this one: an alarm comes with its actions off. */
    default Optional<Setting> follows() {
        return Optional.empty();
    }

    /** Returns what a table of this value has of it at first, before anything is copied. */
    default SettingValue begun(SettingValue source) {
        return SettingValue.NONE;
    }

    /** Returns one change with these entries; none where there is no entry. */
    default List<SettingChange> whole(SettingValue wanted, SettingValue target) {
        return wanted.isNone() ? List.of() : List.of(new SettingChange(this, key(), wanted, target));
    }
}
