package dev.laurel.bench.speed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs several lists of work at the same pace, so that a disturbance of the machine meets all of them. */
final class Interleaved {

    private Interleaved() {}

    /** One item and how far it is in its list. */
    private record Item(int list, double place, Runnable work) {}

    /** Seconds that each list took in all. */
    static double[] seconds(List<List<Runnable>> lists) {
        double[] seconds = new double[lists.size()];
        for (Item item : merged(lists)) {
            seconds[item.list] += Timed.seconds(item.work);
        }
        return seconds;
    }

    private static List<Item> merged(List<List<Runnable>> lists) {
        List<Item> items = new ArrayList<>();
        for (int list = 0; list < lists.size(); list++) {
            List<Runnable> work = lists.get(list);
            for (int i = 0; i < work.size(); i++) {
                items.add(new Item(list, (i + 0.5) / work.size(), work.get(i)));
            }
        }
        items.sort(Comparator.comparingDouble(Item::place));
        return items;
    }
}
