package io.mysqlredis.sink.command;

import io.mysqlredis.sink.command.RedisCommand.Reach;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the commands that were seen so far overwrite, from the last command of a batch to its first. */
final class Overwritten {

    private final Set<RedisKey> keys = new HashSet<>();
    private final Set<Place> members = new HashSet<>();

    private record Place(RedisKey key, Bytes member) {}

    /** The write without the commands that the ones behind it make void. */
    Write strip(Write write) {
        List<RedisCommand> commands = write.commands();
        if (commands.size() == 1 && isFirstToReach(commands.get(0))) {
            // As with nearly all of them.
            return write;
        }
        List<RedisCommand> remaining = new ArrayList<>(commands.size());
        for (int i = commands.size() - 1; i >= 0; i--) {
            if (isFirstToReach(commands.get(i))) {
                remaining.add(0, commands.get(i));
            }
        }
        return remaining.size() == commands.size() ? write : new Write(write.position(), write.sweeps(), remaining);
    }

    private boolean isFirstToReach(RedisCommand command) {
        if (keys.contains(command.key())) {
            return false;
        }
        Reach reach = command.reach();
        if (reach instanceof Reach.Member member) {
            return members.add(new Place(command.key(), member.member()));
        }
        return reach != Reach.KEY || keys.add(command.key());
    }
}
