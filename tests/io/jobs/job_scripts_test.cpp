#include "io/jobs/job_scripts.hpp"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/wait.h>

namespace jumelle {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// The study of the templates in deploy/.
JobRequest example() {
    JobRequest request;
    request.name = "resilience";
    request.program = "/opt/jumelle/bin/jumelle";
    request.study = "/scratch/me/study.yaml";
    request.folder = "/scratch/me/out";
    request.account = "city";
    request.partition = "short";
    request.qos = "normal";
    request.constraint = "icelake";
    request.time_s = 7200.0;
    request.stop_before_s = 300.0;
    request.memory_bytes = 4e9;
    request.threads = 4;
    request.shards = 40;
    for (std::size_t task = 0; task < 40; ++task) request.tasks.push_back(task);
    request.tasks_at_a_time = 8;
    request.restarts = 20;
    request.largest_array = 1000;
    request.setup = {"module load jumelle"};
    return request;
}

std::string text_of(Scheduler scheduler, JobRequest const& request, std::string const& name) {
    for (auto const& file : job_scripts(scheduler, request))
        if (file.name == "jobs/" + name) return file.text;
    return "";
}

std::string all_of(Scheduler scheduler, JobRequest const& request) {
    std::string all;
    for (auto const& file : job_scripts(scheduler, request)) all += file.text;
    return all;
}

TEST(JobScripts, hand_on_a_scratch_folder_in_which_variables_are_those_of_the_node) {
    for (auto const scheduler : {Scheduler::slurm, Scheduler::pbs, Scheduler::oar}) {
        JobRequest request = example();
        EXPECT_THAT(all_of(scheduler, request), Not(HasSubstr("--scratch")));
        request.scratch = R"($TMPDIR/my "arrays")";
        EXPECT_THAT(all_of(scheduler, request),
                    HasSubstr(R"( --memory '4000 MB' --scratch "$TMPDIR/my \"arrays\"")"));
    }
}

TEST(SlurmScripts, ask_for_what_a_task_needs) {
    std::string const text = text_of(Scheduler::slurm, example(), "array_0.sh");
    for (char const* const line :
         {"#SBATCH --array=0-39%8\n", "#SBATCH --cpus-per-task=4\n", "#SBATCH --mem=4000M\n",
          "#SBATCH --time=02:00:00\n", "#SBATCH --signal=USR1@300\n", "#SBATCH --requeue\n",
          "#SBATCH --open-mode=append\n", "#SBATCH --output=/scratch/me/out/logs/%A_%a.log\n",
          "#SBATCH --hint=nomultithread\n", "#SBATCH --account=city\n", "#SBATCH --partition=short\n",
          "#SBATCH --qos=normal\n", "#SBATCH --constraint=icelake\n",
          "export OMP_NUM_THREADS=4 OMP_PLACES=cores OMP_PROC_BIND=close\n",
          "export SRUN_CPUS_PER_TASK=${SLURM_CPUS_PER_TASK:-1}\n", "module load jumelle\n",
          "study resume /scratch/me/study.yaml -o /scratch/me/out --shard $task/40 --threads 4 --memory "
          "'4000 MB'\n",
          "scontrol requeue \"${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}\"",
          "{ [ \"$code\" -eq 75 ] || [ \"$code\" -eq 138 ]; } && [ \"${SLURM_RESTART_COUNT:-0}\" -lt 20 ]"})
        EXPECT_THAT(text, HasSubstr(line));
}

TEST(SlurmScripts, leave_out_what_nobody_asked_for) {
    JobRequest request = example();
    request.account = request.partition = request.qos = request.constraint = "";
    request.time_s = request.memory_bytes = 0.0;
    request.tasks_at_a_time = 0;
    std::string const text = text_of(Scheduler::slurm, request, "array_0.sh");
    for (char const* const word :
         {"--account", "--partition", "--qos", "--constraint", "--time", "--mem", "%8"})
        EXPECT_THAT(text, Not(HasSubstr(word)));
}

TEST(SlurmScripts, cut_arrays_at_the_largest_that_slurm_takes) {
    JobRequest request = example();
    request.largest_array = 15;
    EXPECT_THAT(text_of(Scheduler::slurm, request, "array_2.sh"), HasSubstr("#SBATCH --array=0-9%8\n"));
    EXPECT_THAT(text_of(Scheduler::slurm, request, "array_2.sh"),
                HasSubstr("task=$((SLURM_ARRAY_TASK_ID + 30))"));
    EXPECT_THAT(
        text_of(Scheduler::slurm, request, "submit.sh"),
        HasSubstr("--dependency=afterany:${array_0%%;*}:${array_1%%;*}:${array_2%%;*} jobs/collect.sh"));
}

TEST(SlurmScripts, name_only_the_tasks_that_are_left) {
    JobRequest request = example();
    request.tasks = {3, 4, 5, 9, 20};
    EXPECT_THAT(text_of(Scheduler::slurm, request, "array_0.sh"), HasSubstr("#SBATCH --array=0-2,6,17%8\n"));
    EXPECT_THAT(text_of(Scheduler::slurm, request, "array_0.sh"), HasSubstr("SLURM_ARRAY_TASK_ID + 3"));
}

TEST(PbsScripts, stop_by_the_clock_and_hand_a_task_over_again) {
    std::string const text = text_of(Scheduler::pbs, example(), "array_0.pbs");
    for (char const* const line :
         {"#PBS -J 0-39%8\n", "#PBS -l select=1:ncpus=4:ompthreads=4:mem=4000mb:icelake\n",
          "#PBS -l walltime=02:00:00\n", "#PBS -A city\n", "#PBS -q short\n", "task=$PBS_ARRAY_INDEX\n",
          "--shard $task/40", " --walltime 01:55:00\n", "qsub -v \"JUMELLE_TASK=$task,JUMELLE_RESTARTS="})
        EXPECT_THAT(text, HasSubstr(line));
    EXPECT_THAT(text_of(Scheduler::pbs, example(), "submit.sh"),
                HasSubstr("qsub -W depend=afterany:$array_0"));
    EXPECT_THAT(text_of(Scheduler::pbs, example(), "task.pbs"), Not(HasSubstr("#PBS -J")));
}

TEST(PbsScripts, make_a_plain_job_of_a_single_task) {
    JobRequest request = example();
    request.tasks = {7};
    EXPECT_THAT(text_of(Scheduler::pbs, request, "array_0.pbs"), Not(HasSubstr("#PBS -J")));
    EXPECT_THAT(text_of(Scheduler::pbs, request, "array_0.pbs"), HasSubstr("task=7\n"));
}

TEST(OarScripts, are_idempotent_and_pass_the_signal_on) {
    std::string const text = text_of(Scheduler::oar, example(), "task.sh");
    for (char const* const line :
         {"#OAR -t idempotent\n", "#OAR -l /nodes=1/core=4,walltime=02:00:00\n",
          "#OAR --checkpoint 300 --signal 10\n", "#OAR --project city\n", "#OAR -q short\n",
          "#OAR -p \"icelake\"\n", "task=$1\n", "trap 'kill -USR1 \"$program\"' USR1\n", "exit 99\n"})
        EXPECT_THAT(text, HasSubstr(line));
    EXPECT_THAT(text_of(Scheduler::oar, example(), "submit.sh"),
                HasSubstr("--array-param-file jobs/tasks_0.txt"));
    EXPECT_THAT(text_of(Scheduler::oar, example(), "tasks_0.txt"), testing::StartsWith("0\n1\n2\n"));
}

TEST(JobScripts, start_several_ranks_and_share_the_memory_between_them) {
    JobRequest request = example();
    request.ranks = 8;
    std::string const slurm = text_of(Scheduler::slurm, request, "array_0.sh");
    for (char const* const line :
         {"#SBATCH --ntasks=8\n", "#SBATCH --cpus-per-task=4\n", "#SBATCH --mem-per-cpu=125M\n",
          "\nsrun --mpi=pmix /opt/jumelle/bin/jumelle study resume"})
        EXPECT_THAT(slurm, HasSubstr(line));
    EXPECT_THAT(slurm, Not(HasSubstr("--mem=")));
    EXPECT_THAT(text_of(Scheduler::slurm, request, "collect.sh"), HasSubstr("\nsrun --mpi=pmix /opt"));
    std::string const pbs = text_of(Scheduler::pbs, request, "array_0.pbs");
    EXPECT_THAT(pbs, HasSubstr("#PBS -l select=8:ncpus=4:ompthreads=4:mpiprocs=1:mem=500mb:icelake\n"));
    EXPECT_THAT(pbs, HasSubstr("\nmpirun -n 8 /opt/jumelle/bin/jumelle study resume"));
    EXPECT_THAT(text_of(Scheduler::pbs, request, "collect.pbs"), HasSubstr("\nmpirun -n 8 /opt"));
    std::string const oar = text_of(Scheduler::oar, request, "task.sh");
    EXPECT_THAT(oar, HasSubstr("#OAR -l /core=32,walltime=02:00:00\n"));
    EXPECT_THAT(oar, HasSubstr("\nmpirun -machinefile \"$OAR_NODEFILE\" -n 8 /opt/jumelle"));
    request.launcher = "srun --mpi=pmi2";
    for (auto const scheduler : {Scheduler::slurm, Scheduler::pbs}) {
        std::string const name = scheduler == Scheduler::slurm ? "array_0.sh" : "array_0.pbs";
        EXPECT_THAT(text_of(scheduler, request, name), HasSubstr("\nsrun --mpi=pmi2 /opt/jumelle"));
    }
}

TEST(JobScripts, are_texts_that_the_shell_understands) {
    JobRequest request = example();
    request.ranks = 2;
    request.folder = "/scratch/it's me/out put";
    std::string name = (fs::temp_directory_path() / "jumelle_jobs_XXXXXX").string();
    fs::path const folder = mkdtemp(name.data());
    for (auto const scheduler : {Scheduler::slurm, Scheduler::pbs, Scheduler::oar}) {
        for (auto const& file : job_scripts(scheduler, request)) {
            if (!file.text.starts_with("#!")) continue;
            std::ofstream(folder / "script") << file.text;
            EXPECT_EQ(std::system(("bash -n " + (folder / "script").string()).c_str()), 0) << file.text;
        }
    }
    fs::remove_all(folder);
}

/// A folder with programs of the batch system that only do as told.
class RunScript : public ::testing::Test {
  protected:
    RunScript() {
        std::string name = (fs::temp_directory_path() / "jumelle_jobs_XXXXXX").string();
        folder_ = mkdtemp(name.data());
        fs::create_directories(folder_ / "logs");
        write("scontrol", "echo \"$@\" >>'" + (folder_ / "requeued").string() + "'");
        write("sleep", ":");
        write("srun", "exec \"$@\"");
    }
    ~RunScript() override { fs::remove_all(folder_); }
    void write(std::string const& name, std::string const& body) const {
        std::ofstream(folder_ / name) << "#!/bin/sh\n" << body << "\n";
        fs::permissions(folder_ / name, fs::perms::owner_all);
    }
    /// Exit code of a script whose program does `body`.
    int code_of(Scheduler scheduler, std::string const& name, std::string const& body) const {
        write("program", body);
        JobRequest request = example();
        request.folder = folder_;
        request.program = folder_ / "program";
        request.setup = {};
        write("script", text_of(scheduler, request, name));
        std::string const path = folder_.string();
        int const status =
            std::system(("PATH='" + path + "':$PATH SLURM_ARRAY_JOB_ID=9 SLURM_ARRAY_TASK_ID=4 bash '" +
                         path + "/script' 4 2>/dev/null")
                            .c_str());
        return WEXITSTATUS(status);
    }
    bool is_requeued() const { return fs::exists(folder_ / "requeued"); }

    fs::path folder_;
};

TEST_F(RunScript, of_slurm_begins_again_what_the_signal_stopped_and_nothing_else) {
    for (char const* const body : {"exit 0", "exit 2", "kill -KILL $$"}) {
        code_of(Scheduler::slurm, "array_0.sh", body);
        EXPECT_FALSE(is_requeued()) << body;
    }
    // At a checkpoint; and before the program listened.
    for (char const* const body : {"exit 75", "kill -USR1 $$"}) {
        code_of(Scheduler::slurm, "array_0.sh", body);
        EXPECT_TRUE(is_requeued()) << body;
        fs::remove(folder_ / "requeued");
    }
}

TEST_F(RunScript, of_oar_ends_with_99_where_the_signal_stopped_it) {
    EXPECT_EQ(code_of(Scheduler::oar, "task.sh", "exit 0"), 0);
    EXPECT_EQ(code_of(Scheduler::oar, "task.sh", "exit 2"), 2);
    EXPECT_EQ(code_of(Scheduler::oar, "task.sh", "kill -KILL $$"), 137);
    EXPECT_EQ(code_of(Scheduler::oar, "task.sh", "exit 75"), 99);
    EXPECT_EQ(code_of(Scheduler::oar, "task.sh", "kill -USR1 $$"), 99);
}

TEST(JobScripts, quote_what_the_shell_would_take_apart) {
    EXPECT_EQ(shell_word("/a/b-c.yaml"), "/a/b-c.yaml");
    EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
    EXPECT_EQ(shell_word(""), "''");
    EXPECT_EQ(clock_text(7200.0), "02:00:00");
    EXPECT_EQ(clock_text(90061.5), "25:01:02");
}

/// The templates are what the program writes. After a change: JUMELLE_WRITE_TEMPLATES=1 test_jobs
TEST(JobScripts, of_the_example_are_the_templates_in_deploy) {
    for (auto const& [scheduler, folder] :
         {std::pair{Scheduler::slurm, "slurm"}, std::pair{Scheduler::pbs, "pbs"},
          std::pair{Scheduler::oar, "oar"}}) {
        for (auto const& file : job_scripts(scheduler, example())) {
            fs::path const path =
                fs::path(JUMELLE_SOURCE_DIR) / "deploy" / folder / fs::path(file.name).filename();
            if (std::getenv("JUMELLE_WRITE_TEMPLATES") != nullptr) std::ofstream(path) << file.text;
            std::ifstream stream(path);
            std::string const kept{std::istreambuf_iterator<char>(stream), {}};
            EXPECT_EQ(kept, file.text) << path;
        }
    }
}

} // namespace
} // namespace jumelle
