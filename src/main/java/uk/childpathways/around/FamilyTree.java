package uk.childpathways.around;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import uk.childpathways.children.Child;

/**
 * A family tree (genogram) with the usual signs, laid out in three rows: grandparents, parents with those beside them,
 * children. Everybody in it stands in the page's table as well, which says more.
 *
 * @param top where the drawing begins: without grandparents their row is left out
 * @param width of the drawing, as its height
 */
record FamilyTree(List<Node> nodes, List<Line> lines, int top, int width, int height) {

    private static final int STEP = 120;
    private static final int MARGIN = 60;
    private static final int[] ROWS = {46, 176, 306};
    private static final int SIZE = 20;
    private static final int HEIGHT = 400;
    private static final int LETTERS = 15;

    /**
     * @param sign {@code man}, {@code woman} or {@code anybody}
     * @param itself whether it is the child whose record it is
     * @param labels the lines below the sign
     */
    record Node(int x, int y, String sign, boolean itself, boolean dead, boolean household, List<String> labels) {}

    /** @param dashed between those who are no parents of the child together */
    record Line(int x1, int y1, int x2, int y2, boolean dashed) {}

    /** One person to draw. */
    private record Drawn(
            String name, String below, Relation.Sign sign, boolean itself, boolean dead, boolean household) {

        static Drawn of(PersonAround person) {
            String born =
                    person.born() == null ? "" : ", b. " + person.born().first().getYear();
            return new Drawn(
                    person.name(),
                    person.relation().words().replaceAll(" \\(.*| or .*", "") + born,
                    person.relation().sign(),
                    false,
                    person.dead(),
                    person.household());
        }
    }

    /**
     * @param siblings brothers and sisters whose record is open to the reader
     * @return null where there is nobody to draw beside the child
     */
    static FamilyTree of(Child child, List<Child> siblings, List<PersonAround> family) {
        List<PersonAround> fathers = by(family, Relation.Kind.PARENT).stream()
                .filter(person -> person.relation().sign() == Relation.Sign.MAN)
                .toList();
        List<PersonAround> mothers = by(family, Relation.Kind.PARENT).stream()
                .filter(person -> person.relation().sign() != Relation.Sign.MAN)
                .toList();
        List<PersonAround> beside = by(family, Relation.Kind.STEP_PARENT);
        List<PersonAround> relatives = by(family, Relation.Kind.RELATIVE);
        List<PersonAround> grand = by(family, Relation.Kind.GRANDPARENT);
        List<PersonAround> others = by(family, Relation.Kind.SIBLING);
        if (fathers.isEmpty()
                && mothers.isEmpty()
                && beside.isEmpty()
                && grand.isEmpty()
                && others.isEmpty()
                && relatives.isEmpty()
                && siblings.isEmpty()) {
            return null;
        }
        Tree tree = new Tree();
        List<Drawn> children = Stream.of(
                        Stream.concat(Stream.of(child), siblings.stream())
                                .sorted(Comparator.comparing(Child::bornOrExpectedOn))
                                .map(each -> drawn(each, each == child)),
                        others.stream().map(Drawn::of))
                .flatMap(each -> each)
                .toList();
        List<PersonAround> parents = new ArrayList<>();
        parents.addAll(besideFather(beside));
        int firstParent = parents.size();
        parents.addAll(fathers);
        parents.addAll(mothers);
        int lastParent = parents.size() - 1;
        parents.addAll(besideMother(beside));
        parents.addAll(relatives);
        int widest = Math.max(Math.max(parents.size(), children.size()), grand.size());
        int[] ofParents = tree.row(1, parents.stream().map(Drawn::of).toList(), widest);
        int[] ofChildren = tree.row(2, children, widest);
        int[] ofGrand = tree.row(0, grand.stream().map(Drawn::of).toList(), widest);
        int from = lastParent >= firstParent
                ? (ofParents[firstParent] + ofParents[lastParent]) / 2
                : ofChildren.length == 0 ? 0 : (ofChildren[0] + ofChildren[ofChildren.length - 1]) / 2;
        for (int i = 0; i + 1 < parents.size(); i++) {
            if (parents.get(i).relation().kind() != Relation.Kind.RELATIVE
                    && parents.get(i + 1).relation().kind() != Relation.Kind.RELATIVE) {
                tree.across(ofParents[i], ofParents[i + 1], ROWS[1], i < firstParent || i + 1 > lastParent);
            }
        }
        int bar = (ROWS[1] + ROWS[2]) / 2 + 22;
        if (lastParent >= firstParent) {
            tree.line(from, ROWS[1] + (lastParent > firstParent ? 0 : SIZE), from, bar, false);
        }
        boolean oneFamily = ofChildren.length > 1 || lastParent >= firstParent;
        for (int x : ofChildren) {
            if (oneFamily) {
                tree.line(x, bar, x, ROWS[2] - SIZE, false);
            }
        }
        if (oneFamily) {
            int left = Math.min(from, ofChildren[0]);
            int right = Math.max(from, ofChildren[ofChildren.length - 1]);
            tree.line(left, bar, right, bar, false);
        }
        grandparents(tree, grand, ofGrand, true, fathers.isEmpty() ? null : ofParents[firstParent]);
        grandparents(tree, grand, ofGrand, false, mothers.isEmpty() ? null : ofParents[firstParent + fathers.size()]);
        int above = ROWS[0];
        int top = ofGrand.length > 0 ? 0 : (ofParents.length > 0 ? ROWS[1] : ROWS[2]) - above;
        return new FamilyTree(tree.nodes, tree.lines, top, 2 * MARGIN + Math.max(0, widest - 1) * STEP, HEIGHT - top);
    }

    private static void grandparents(Tree tree, List<PersonAround> grand, int[] at, boolean fathersSide, Integer to) {
        List<Integer> pair = new ArrayList<>();
        for (int i = 0; i < grand.size(); i++) {
            if (grand.get(i).relation().key().startsWith("fathers") == fathersSide) {
                pair.add(at[i]);
            }
        }
        if (pair.isEmpty()) {
            return;
        }
        for (int i = 0; i + 1 < pair.size(); i++) {
            tree.across(pair.get(i), pair.get(i + 1), ROWS[0], false);
        }
        if (to != null) {
            int middle = (pair.get(0) + pair.get(pair.size() - 1)) / 2;
            int bar = (ROWS[0] + ROWS[1]) / 2 + (fathersSide ? 14 : 22);
            tree.line(middle, ROWS[0] + (pair.size() > 1 ? 0 : SIZE), middle, bar, false);
            tree.line(Math.min(middle, to), bar, Math.max(middle, to), bar, false);
            tree.line(to, bar, to, ROWS[1] - SIZE, false);
        }
    }

    /** A father's new wife stands beside him, a mother's new husband beside her. */
    private static List<PersonAround> besideFather(List<PersonAround> beside) {
        return beside.stream()
                .filter(person -> person.relation().sign() == Relation.Sign.WOMAN)
                .toList();
    }

    private static List<PersonAround> besideMother(List<PersonAround> beside) {
        return beside.stream()
                .filter(person -> person.relation().sign() != Relation.Sign.WOMAN)
                .toList();
    }

    private static Drawn drawn(Child child, boolean itself) {
        String born = child.unborn()
                ? "not born yet"
                : "b. " + child.bornOrExpectedOn().getYear();
        return new Drawn(child.name(), born, Relation.Sign.ANYBODY, itself, false, false);
    }

    private static List<PersonAround> by(List<PersonAround> family, Relation.Kind kind) {
        return family.stream()
                .filter(person -> person.relation().kind() == kind)
                .sorted(Comparator.comparing((PersonAround person) ->
                                !person.relation().key().startsWith("fathers"))
                        .thenComparing(person -> person.relation().sign() != Relation.Sign.MAN))
                .toList();
    }

    /** The drawing while it is made. */
    private static final class Tree {
        private final List<Node> nodes = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();

        /** Puts a row in the middle. */
        int[] row(int row, List<Drawn> people, int widest) {
            int[] at = new int[people.size()];
            int left = MARGIN + (widest - people.size()) * STEP / 2;
            for (int i = 0; i < at.length; i++) {
                Drawn person = people.get(i);
                at[i] = left + i * STEP;
                List<String> labels = new ArrayList<>(broken(person.name()));
                labels.addAll(broken(person.below()));
                nodes.add(new Node(
                        at[i],
                        ROWS[row],
                        switch (person.sign()) {
                            case WOMAN -> "woman";
                            case MAN -> "man";
                            case ANYBODY -> "anybody";
                        },
                        person.itself(),
                        person.dead(),
                        person.household(),
                        labels));
            }
            return at;
        }

        void across(int left, int right, int y, boolean dashed) {
            line(left + SIZE, y, right - SIZE, y, dashed);
        }

        void line(int x1, int y1, int x2, int y2, boolean dashed) {
            if (x1 != x2 || y1 != y2) {
                lines.add(new Line(x1, y1, x2, y2, dashed));
            }
        }

        /** In lines that have room below a sign: at most two, then cut. */
        private static List<String> broken(String text) {
            List<String> lines = new ArrayList<>(List.of(""));
            for (String word : text.split(" ")) {
                String last = lines.get(lines.size() - 1);
                if (last.isEmpty()) {
                    lines.set(lines.size() - 1, word);
                } else if (last.length() + 1 + word.length() <= LETTERS) {
                    lines.set(lines.size() - 1, last + " " + word);
                } else {
                    lines.add(word);
                }
            }
            return lines.stream()
                    .limit(2)
                    .map(line -> line.length() > LETTERS + 2 ? line.substring(0, LETTERS) + "…" : line)
                    .toList();
        }
    }
}
