#include "labs/interleave/search/point_of_no_return.hh"

#include <gtest/gtest.h>

#include "tests/interleave/search/toy_program.hh"

namespace interleave {
namespace {

Probe probe_of(Toy& toy) {
  return [&toy](const Schedule& schedule) {
    const auto run = toy.execute(schedule);
    return Probed{run.outcome->ending == Ending::kFinished,
                  {run.decisions.begin(), run.decisions.end()}};
  };
}

std::optional<PointOfNoReturn> find(Toy& toy, const Schedule& failing,
                                    unsigned most = kMostProbes) {
  const auto run = toy.execute(failing);
  EXPECT_NE(run.outcome->ending, Ending::kFinished);
  const std::vector<Decision> decisions(run.decisions.begin(),
                                        run.decisions.end());
  return find_point_of_no_return(failing, decisions, probe_of(toy), most);
}

// Opposite locks: thread 0 has the first; once thread 1 has the other, all is
// lost. That is step 1, at which thread 1 was chosen.
TEST(PointOfNoReturn, IsTheSecondLockOfADeadlock) {
  Toy toy({{lock(3), write(0), lock(4), unlock(4), unlock(3)},
           {lock(4), write(0), lock(3), unlock(3), unlock(4)}});
  Schedule failing;
  failing.deviations = {{1, 1, 0}};
  const auto point = find(toy, failing);
  ASSERT_TRUE(point.has_value());
  EXPECT_EQ(point->step, 1U);
  EXPECT_TRUE(probe_of(toy)(point->succeeding).succeeded);
  EXPECT_LE(point->probes, kMostProbes);
}

// The writes between the locks change nothing about it, however many.
TEST(PointOfNoReturn, IsFoundFarFromTheEnd) {
  ToyThread forth = {lock(3)};
  ToyThread back = {write(0), lock(4)};
  for (ToyThread* thread : {&forth, &back}) {
    thread->insert(thread->end(), 300, write(0));
  }
  forth.insert(forth.end(), {lock(4), unlock(4), unlock(3)});
  back.insert(back.end(), {lock(3), unlock(3), unlock(4)});
  Toy toy({forth, back});
  Schedule failing;  // 0 locks; 1 writes, locks and goes on until it waits
  failing.deviations = {{1, 1, 0}};
  const auto point = find(toy, failing);
  ASSERT_TRUE(point.has_value());
  EXPECT_EQ(point->step, 2U);
  EXPECT_LE(point->probes, kMostProbes);
}

TEST(PointOfNoReturn, NeedsASecondChoice) {
  // Succeeds only as 0 1 0 1: two deviations, at steps 1 and 2.
  Toy toy({{write(0), write(0)}, {write(0), write(0)}},
          [](const std::vector<Event>& events) {
            return events[1].thread != 1 || events[2].thread != 0;
          });
  const auto point = find(toy, {});
  ASSERT_TRUE(point.has_value());
  EXPECT_EQ(point->step, 1U);
  EXPECT_EQ(point->succeeding.deviations.size(), 2U);
}

TEST(PointOfNoReturn, IsNotThereIfNothingHelps) {
  Toy toy({{write(0), write(0)}, {write(0), write(0)}},
          [](const std::vector<Event>&) { return true; });
  EXPECT_FALSE(find(toy, {}).has_value());
  EXPECT_FALSE(find(toy, {}, 3).has_value());
}

}  // namespace
}  // namespace interleave
