import { redirect } from 'next/navigation'

/** Whoever comes to the bare address is taken to their desk, and by it to the sign-in. */
export default function HomePage() {
  redirect('/desk')
}
